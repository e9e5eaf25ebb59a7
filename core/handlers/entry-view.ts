import { CANONICAL, type Entry } from '#core/contract/data.ts';
import { PlumblineError } from '#core/contract/errors.ts';
import type { EntryView } from '#core/contract/search.ts';
import type { MatchIndex } from '#core/match/match-index.ts';
import type { ServedVersion } from '#core/train/served-version.ts';
import { judgmentRow } from './data.ts';
import type { EngineContext } from './engine-context.ts';
import { answeringIn, unknownEntry } from './search-asked.ts';
import { type Reaching, readReached } from './search-reached.ts';
import type { Session } from './session.ts';
import type { WorkspaceData } from './workspace-data.ts';

const TERMS_SHOWN = 500;
const JUDGMENTS_SHOWN = 200;
const QUERIES_SHOWN = 100;

interface Wanted {
  key: string;
  collection: string;
  version?: string | undefined;
}

/** Gives the queries that reach each entry of a version. */
type ReachedIn = (version: ServedVersion) => Promise<ReadonlyMap<string, Reaching[]>>;

/** Everything about one entry. Throws NOT_FOUND, and NO_VERSION or DAMAGED where a version is named. */
export function entryViewer(engine: EngineContext): (wanted: Wanted) => Promise<EntryView> {
  const reachedIn = reachedReader(engine);
  return async (wanted) => {
    const { key, collection } = wanted;
    const session = engine.session();
    const data = await session.data();
    const entry = (await data.collection(collection)).byKey.get(key);
    if (entry === undefined) throw unknownEntry(key, collection);
    const said = await versionSays(session, wanted, reachedIn);
    const { learnt, reaching } = said;
    return {
      ...{ key, collection, name: entry.terms[0] ?? key, fields: entry.fields ?? {} },
      ...termsOf(entry, learnt),
      ...(await judgmentsOf(data, wanted)),
      reachedBy: await withVerdicts(session, key, reaching.slice(0, QUERIES_SHOWN)),
      reachedByCount: reaching.length,
      version: said.version,
    };
  };
}

function termsOf({ terms }: Entry, learnt: readonly string[]) {
  const all = [
    ...terms.map((term) => ({ term, learnt: false })),
    ...learnt.map((term) => ({ term, learnt: true })),
  ];
  return { terms: all.slice(0, TERMS_SHOWN), termCount: all.length };
}

/** What was said of an entry, or, of one that is no answer itself, of what was found for it. */
async function judgmentsOf(data: WorkspaceData, { key, collection }: Wanted) {
  const place = collection === CANONICAL ? 'key' : 'query';
  const all = data.snapshot.judgments.filter((judgment) => judgment[place] === key);
  const splitOf = await data.splits();
  const newest = all.toReversed().slice(0, JUDGMENTS_SHOWN);
  const yes = all.filter(({ verdict }) => verdict === 'yes').length;
  return {
    judgments: newest.map((judgment) => judgmentRow(data, splitOf, judgment)),
    judgmentCount: { yes, no: all.length - yes },
  };
}

interface VersionSays {
  version: string | null;
  learnt: readonly string[];
  reaching: readonly Reaching[];
}

/** An entry can be looked at before there is a version, and while the one in use cannot be opened. */
async function versionSays(
  session: Session,
  { key, collection, version }: Wanted,
  reachedIn: ReachedIn,
): Promise<VersionSays> {
  try {
    return await session.answer(version, async (served) => {
      const { manifest } = served;
      const known = [CANONICAL, ...manifest.data.collections.map(({ name }) => name)];
      const says = { version: manifest.version, learnt: [], reaching: [] };
      if (!known.includes(collection)) return says;
      const { index } = await answeringIn(served, collection);
      const reached = collection === CANONICAL ? await reachedIn(served) : new Map();
      return { ...says, learnt: learntTerms(index, key), reaching: reached.get(key) ?? [] };
    });
  } catch (error) {
    const expected = error instanceof PlumblineError && version === undefined;
    if (expected) return { version: null, learnt: [], reaching: [] };
    throw error;
  }
}

function learntTerms(index: MatchIndex, key: string): string[] {
  const entry = index.entryNumber(key);
  const rows = entry === undefined ? [] : index.rowsOf(entry);
  return [...rows].filter((row) => index.learntFrom(row) !== null).map(index.termOf);
}

function withVerdicts(session: Session, key: string, reaching: readonly Reaching[]) {
  return Promise.all(
    reaching.map(async ({ query, rank }) => {
      const judgment = await session.reader.ledger.judgmentOn(query, key);
      return { query, rank, judged: judgment?.verdict ?? null };
    }),
  );
}

/** Predictions are read once for as long as a version is in memory. */
function reachedReader({ deps, session }: EngineContext): ReachedIn {
  const read = new WeakMap<ServedVersion, ReturnType<ReachedIn>>();
  return (version) => {
    const known = read.get(version);
    if (known) return known;
    const { files, layout } = session().reader;
    const path = files.join(layout.versions, version.manifest.version, 'predictions', 'test.trec');
    const reading = readReached(files, path, deps.quietContext);
    read.set(version, reading);
    reading.catch(() => read.delete(version));
    return reading;
  };
}

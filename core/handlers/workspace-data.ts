import type { Split } from '#core/contract/common.ts';
import { CANONICAL, type Entry, type Finding } from '#core/contract/data.ts';
import { PlumblineError } from '#core/contract/errors.ts';
import { preflight } from '#core/ingest/preflight.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import { normaliseText } from '#core/text/normalise.ts';
import { type CollectionHash, noCollection } from '#core/workspace/named-collections.ts';
import type { WorkspaceReader } from '#core/workspace/open-workspace.ts';
import { dataHashOf, readEntries, type Snapshot } from '#core/workspace/snapshot.ts';
import { assignSplits, type SplitAssignment } from '#core/workspace/splits.ts';
import { singleFlight } from './single-flight.ts';

type Counts = ReadonlyMap<string, { yes: number; no: number }>;

/** The entries of a collection. */
export interface Collection {
  entries: readonly Entry[];
  byKey: ReadonlyMap<string, Entry>;
}

/** A workspace's data with what every screen asks of it; what costs time is worked out when it is first asked for. */
export interface WorkspaceData {
  /** Collections beside the canonical one by their hashes alone: `collection` reads them. */
  snapshot: Omit<Snapshot, 'collections'> & { collections: CollectionHash[] };
  entryByKey: ReadonlyMap<string, Entry>;
  /** The entries of a collection, the canonical one too. Throws NOT_FOUND, naming those that there are. */
  collection(name: string): Promise<Collection>;
  /** Judgments of each key. */
  judged: Counts;
  /** Judgments of each query, as it is written. */
  judgedQueries(): Counts;
  /** Gives the split of a query. */
  splits(): Promise<(query: string) => Split>;
  findings(): Promise<Finding[]>;
}

interface Dictionary extends Collection {
  sha256: string;
  entries: Entry[];
}

/** Collections beside the canonical one that stay in memory. */
const COLLECTIONS_IN_MEMORY = 4;

type Splits = ReadonlyMap<string, SplitAssignment>;

/**
 * Gives the data as they are now. A judgment changes neither the entries nor, mostly, the splits, so those are kept
 * until the dictionary or the queries change.
 */
export function workspaceData(
  reader: WorkspaceReader,
  context: JobContext,
): () => Promise<WorkspaceData> {
  const known = singleFlight<WorkspaceData>(1);
  const splits = singleFlight<Splits>(1);
  const others = singleFlight<Dictionary>(COLLECTIONS_IN_MEMORY);
  let dictionary: Dictionary | null = null;

  const splitsOf = (queries: readonly string[]) =>
    // A normalised query holds no line end.
    splits.use(queries.join('\n'), () => assignSplits(queries, context), same);

  async function read({ name, sha256 }: CollectionHash): Promise<Dictionary> {
    const entries = await readEntries(reader, name, context);
    return { sha256, entries, byKey: new Map(entries.map((entry) => [entry.key, entry])) };
  }

  const readOther = (wanted: CollectionHash) =>
    others.use(wanted.sha256, () => readUnchanged(reader, wanted, read), same);

  async function load(): Promise<WorkspaceData> {
    const before = await dataHashOf(reader);
    const current =
      dictionary?.sha256 === before.canonicalSha256
        ? dictionary
        : await read({ name: CANONICAL, sha256: before.canonicalSha256 });
    const { effective, removed: _gone, ...ledger } = await reader.ledger.read();
    const after = await dataHashOf(reader);
    // A writer came in between: entries and judgments would be of different moments.
    if (after.dataHash !== before.dataHash) return load();
    dictionary = current;
    const snapshot = { entries: current.entries, judgments: effective, ...ledger, ...after };
    return dataOf(snapshot, current, { splitsOf, readOther });
  }

  return async () => {
    const { dataHash } = await dataHashOf(reader);
    return known.use(dataHash, load, same);
  };
}

const same = <Value>(value: Value): Value => value;

/** Throws BUSY where the collection was replaced meanwhile: kept under the wrong hash it would be taken for the old one. */
async function readUnchanged<Read>(
  reader: WorkspaceReader,
  wanted: CollectionHash,
  read: (wanted: CollectionHash) => Promise<Read>,
): Promise<Read> {
  const found = await read(wanted);
  const now = (await reader.collectionHashes()).find(({ name }) => name === wanted.name);
  if (now?.sha256 === wanted.sha256) return found;
  throw new PlumblineError('BUSY', `The collection ${wanted.name} changed while it was read.`, {
    remedy: 'Try it again.',
  });
}

interface Sources {
  splitsOf(queries: readonly string[]): Promise<Splits>;
  readOther(collection: CollectionHash): Promise<Collection>;
}

function dataOf(
  snapshot: WorkspaceData['snapshot'],
  canonical: Collection,
  { splitsOf, readOther }: Sources,
): WorkspaceData {
  const splits = async () => {
    const assigned = await splitsOf(snapshot.queries);
    return (query: string): Split => assigned.get(normaliseText(query))?.split ?? 'train';
  };
  const collection = async (name: string): Promise<Collection> => {
    if (name === CANONICAL) return canonical;
    const wanted = snapshot.collections.find((one) => one.name === name);
    if (wanted) return readOther(wanted);
    const names = snapshot.collections.map((one) => one.name);
    throw noCollection(name, [CANONICAL, ...names]);
  };
  let queries: Counts | null = null;
  let findings: Promise<Finding[]> | null = null;
  return {
    snapshot,
    entryByKey: canonical.byKey,
    collection,
    judged: judgedCounts(snapshot, 'key'),
    judgedQueries() {
      queries ??= judgedCounts(snapshot, 'query');
      return queries;
    },
    splits,
    findings() {
      findings ??= findingsOf(snapshot, { splits, collection });
      return findings;
    },
  };
}

function judgedCounts({ judgments }: Pick<Snapshot, 'judgments'>, by: 'key' | 'query'): Counts {
  const judged = new Map<string, { yes: number; no: number }>();
  for (const judgment of judgments) {
    const counts = judged.get(judgment[by]) ?? { yes: 0, no: 0 };
    counts[judgment.verdict] += 1;
    judged.set(judgment[by], counts);
  }
  return judged;
}

async function findingsOf(
  snapshot: WorkspaceData['snapshot'],
  { splits, collection }: Pick<WorkspaceData, 'splits' | 'collection'>,
): Promise<Finding[]> {
  const { entries, judgments, contradictions } = snapshot;
  const disputed = contradictions.flatMap((contradiction) => contradiction.judgments);
  const others: { name: string; keys: ReadonlyMap<string, Entry> }[] = [];
  for (const { name } of judgments.length > 0 ? snapshot.collections : []) {
    others.push({ name, keys: (await collection(name)).byKey });
  }
  const splitOf = await splits();
  return preflight({ entries, judgments: [...judgments, ...disputed], splitOf, others });
}

import type { Explanation, HitSummary } from '#core/contract/search.ts';
import type { Manifest } from '#core/contract/versions.ts';
import { explainMatch } from '#core/train/explain-match.ts';
import { type Match, matchTogether } from '#core/train/match-texts.ts';
import { memoryBudgetOf } from '#core/train/memory-budget.ts';
import type { ServedVersion } from '#core/train/served-version.ts';
import type { EngineContext } from './engine-context.ts';
import { askedOf, type Request } from './search-asked.ts';
import { heldBytes } from './version-shelf.ts';

/** Versions that are asked besides: each may have to be loaded. */
const MOST_OTHERS = 2;

/** Which versions to compare with: the promoted one, the parent, then the newest others. */
export function otherVersions(
  { version, parent }: Pick<Manifest, 'version' | 'parent'>,
  latest: string | null,
  newestFirst: readonly string[],
): string[] {
  const wanted = [latest, parent, ...newestFirst];
  const there = new Set(newestFirst);
  const others = wanted.filter((id) => id !== null && id !== version && there.has(id));
  return [...new Set(others as string[])].slice(0, MOST_OTHERS);
}

/** What is compared: the same request, the entry that is explained, and the entry that comes first here. */
export interface Compared {
  request: Request;
  entry: string;
  first: string | null;
}

/** What other versions say of a request; one that cannot be asked says why. */
export async function askOthers(
  engine: EngineContext,
  { manifest }: ServedVersion,
  compared: Compared,
): Promise<Explanation['others']> {
  const session = engine.session();
  const latest = await session.latest.latest();
  const stored = await session.versions.list();
  const ids = otherVersions(
    manifest,
    latest,
    stored.map(({ id }) => id),
  );
  const { settings } = await session.reader.about();
  const budget = memoryBudgetOf(settings, engine.deps.memoryBytes);
  const others: Explanation['others'] = [];
  for (const id of ids) {
    const other = stored.find((one) => one.id === id)?.manifest;
    const bytes = heldBytes(manifest, budget) + (other ? heldBytes(other, budget) : 0);
    // Loading it would push out the version that is searched.
    if (bytes > budget) others.push(failed(id, 'It does not fit into memory beside this version.'));
    else others.push(await askOther(engine, id, compared));
  }
  return others;
}

type Other = Explanation['others'][number];

async function askOther(engine: EngineContext, id: string, compared: Compared): Promise<Other> {
  const session = engine.session();
  try {
    return await session.answer(id, async (version) => {
      const { first, rank } = await standing(session, version, compared);
      const agrees = (first?.key ?? null) === compared.first;
      return { version: id, first: summaryOf(first), rank, agrees, failure: null };
    });
  } catch (error) {
    return failed(id, error instanceof Error ? error.message : String(error));
  }
}

const failed = (version: string, failure: string): Other => ({
  ...{ version, first: null, rank: null, agrees: false, failure },
});

/** The best entry in a version, and the place of the one that is explained. */
async function standing(
  session: Parameters<typeof askedOf>[0],
  version: ServedVersion,
  { request, entry }: Compared,
): Promise<{ first: Match | null; rank: number | null }> {
  const { texts, without, answering } = await askedOf(session, version, request);
  const number = answering.index.entryNumber(entry);
  if (number === undefined) {
    const [first = null] = await matchTogether(answering, texts, without, { k: 1 });
    return { first, rank: null };
  }
  return firstAndRank(await explainMatch(answering, texts, without, number));
}

/** The entry that comes first, from what is known of one entry and the best other. */
export function firstAndRank({
  match,
  rank,
  runnerUp,
}: Pick<Awaited<ReturnType<typeof explainMatch>>, 'match' | 'rank' | 'runnerUp'>) {
  return { first: rank === 1 ? match : runnerUp, rank };
}

/** A hit in a few words. */
export function summaryOf(match: Match | null): HitSummary | null {
  if (match === null) return null;
  const { key, name, probability, band } = match;
  return { key, name, probability, band };
}

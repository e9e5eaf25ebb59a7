import { unescapeId } from '#core/interop/escape-id.ts';
import type { FileReader } from '#core/platform/files.ts';
import type { JobContext } from '#core/platform/job-context.ts';

/** A test query that has an entry among its first ten. */
export interface Reaching {
  query: string;
  /** From 1. */
  rank: number;
}

/** Ranks that count as reached. */
const DEEPEST = 10;
const LINES_AT_ONCE = 1024;

/**
 * Key -> the test queries that reach it, best rank first, from a version's own predictions (a TREC run, written best
 * first). Lines of another shape are passed over: nothing but this list depends on them.
 */
export async function readReached(
  files: FileReader,
  path: string,
  { breathe }: Pick<JobContext, 'breathe'>,
): Promise<ReadonlyMap<string, Reaching[]>> {
  const reached = new Map<string, Reaching[]>();
  if (!(await files.exists(path))) return reached;
  let lines = 0;
  for await (const line of files.readLines(path)) {
    lines += 1;
    if (lines % LINES_AT_ONCE === 0) await breathe();
    const [query, , key, rankText] = line.split(' ');
    const rank = Number(rankText);
    if (query === undefined || key === undefined || !(rank >= 1 && rank <= DEEPEST)) continue;
    const entry = unescapeId(key);
    const known = reached.get(entry) ?? [];
    reached.set(entry, known);
    known.push({ query: unescapeId(query), rank });
  }
  for (const queries of reached.values()) queries.sort((a, b) => a.rank - b.rank);
  return reached;
}

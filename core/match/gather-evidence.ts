import type { RowSimilarities } from '#core/index/row-scan.ts';
import { describeEntries } from './describe-entries.ts';
import type { Evidence } from './evidence.ts';
import { type HiddenTerms, NOTHING_HIDDEN } from './hidden-terms.ts';
import { type MatchIndex, newScratch } from './match-index.ts';
import type { MatchModel } from './match-model.ts';
import { type Retrieved, retrieve } from './retrieve.ts';

/** One text to match. */
export interface MatchQuery {
  text: string;
  /** Entries to score even when they are not retrieved. */
  include?: readonly number[];
  /**
   * Terms to leave out: a training query must find neither itself nor its fold, or the match model would learn from
   * hits, and from gaps, that no new query has.
   */
  hidden?: HiddenTerms;
}

/** Longest text that is scored, in UTF-16 code units; the rest of a longer one is ignored. */
export const LONGEST_TEXT = 2000;
/** Most queries of one scan: as many as one pass over the vectors serves at the speed of memory. */
const MOST_AT_ONCE = 16;
/** Most scores of one scan, so that a batch against a million rows stays small. */
const MOST_SCORES = 8_000_000;

export interface GatherOptions {
  /** Entries taken from each leg. */
  candidates: number;
  /** Describe only so many of the closest retrieved entries, besides those to include; all by default. */
  closest?: number;
  /**
   * Give back, of those retrieved, only what can be among the k best by a model: those k, and some besides. Whatever
   * else there is is left out before the costly half of its evidence is computed; a mean dozen of two hundred stays.
   */
  best?: { k: number; model: MatchModel } | undefined;
  /** [entries] 1 where an entry may be found; an entry's evidence does not depend on it. */
  admitted?: Uint8Array | null;
  /** Work that has not begun is left undone once it is aborted. */
  signal?: AbortSignal;
}

/** Evidence for each query in order, computed a batch at a time; the next batch is scanned meanwhile. */
export async function* gatherEvidence(
  index: MatchIndex,
  queries: readonly MatchQuery[],
  options: GatherOptions,
): AsyncGenerator<Evidence> {
  const size = Math.max(1, Math.min(MOST_AT_ONCE, Math.floor(MOST_SCORES / (index.rows || 1))));
  const begin = (start: number) => {
    const texts = queries.slice(start, start + size).map(({ text }) => text.slice(0, LONGEST_TEXT));
    const scanned = texts.length === 0 ? Promise.resolve([]) : scanTexts(index, texts, options);
    // Whoever stops in the middle never waits for it.
    scanned.catch(() => undefined);
    return { texts, scanned };
  };
  let current = begin(0);
  for (let start = 0; start < queries.length; start += size) {
    const similarities = await current.scanned;
    const { texts } = current;
    current = begin(start + size);
    for (const [i, text] of texts.entries()) {
      options.signal?.throwIfAborted();
      const query = queries[start + i] as MatchQuery;
      yield await evidenceOf(index, text, query, similarities[i] as RowSimilarities, options);
    }
  }
}

async function scanTexts(
  index: MatchIndex,
  texts: readonly string[],
  { signal }: GatherOptions,
): Promise<RowSimilarities[]> {
  const vectors = await index.embed(texts);
  return index.scan.scan(vectors, signal);
}

/** Retrieves entries and describes them, and those of `include`. */
function evidenceOf(
  index: MatchIndex,
  text: string,
  { include = [], hidden = NOTHING_HIDDEN }: MatchQuery,
  similarities: RowSimilarities,
  { candidates, closest, best, admitted = null }: GatherOptions,
): Promise<Evidence> {
  // An approximate scan is waited for in the middle of a query, when another may begin.
  const scratch = index.scan.exact ? index.scratch : newScratch(index);
  const request = { text, hidden, similarities, candidates, admitted, scratch };
  const retrieved = retrieve(index, request);
  const found = closest === undefined ? retrieved.found : closestOf(retrieved, closest);
  const entries = Uint32Array.from(new Set([...found, ...include]));
  return describeEntries(index, retrieved, similarities, {
    entries,
    retrieved: found.length,
    best,
  });
}

/** The entries that look most like the query, judged by both legs together. */
function closestOf({ found, scratch }: Retrieved, count: number): number[] {
  const { semantic, letters } = scratch;
  const closeness = (entry: number) => (semantic[entry] as number) + (letters[entry] as number);
  return found.toSorted((a, b) => closeness(b) - closeness(a)).slice(0, count);
}

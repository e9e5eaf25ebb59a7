import { PlumblineError } from '#core/contract/errors.ts';

/** What a version found for one query; results in any order, scores higher for better. */
export type Ranking = { query: string; results: readonly { key: string; score: number }[] };

/** Judged grades: query -> key -> grade. A grade above 0 means relevant. */
export type Qrels = ReadonlyMap<string, ReadonlyMap<string, number>>;

/**
 * Keys in the order in which trec_eval ranks them: score descending, equal scores by key descending (as UTF-8 bytes).
 * A score that is not a number comes last; of two results with one key the better counts.
 */
export function rankedKeys(results: Ranking['results']): string[] {
  const sorted = results
    .map(({ key, score }) => ({
      key,
      score: Number.isNaN(score) ? Number.NEGATIVE_INFINITY : score,
    }))
    .sort((a, b) => (a.score === b.score ? compareUtf8(b.key, a.key) : b.score > a.score ? 1 : -1));
  return [...new Set(sorted.map(({ key }) => key))];
}

/** Query -> keys, best first. Throws BAD_INPUT when a query has two rankings. */
export function rankedByQuery(rankings: Iterable<Ranking>): Map<string, string[]> {
  const ranked = new Map<string, string[]>();
  for (const { query, results } of rankings) {
    if (ranked.has(query)) {
      throw new PlumblineError('BAD_INPUT', `The query "${query}" has two rankings.`, {
        remedy: 'Keep one ranking for each query.',
      });
    }
    ranked.set(query, rankedKeys(results));
  }
  return ranked;
}

/** Compares as the UTF-8 bytes would: like strings, except that characters beyond U+FFFF come last. */
export function compareUtf8(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (x === y) continue;
    if (isSurrogate(x) !== isSurrogate(y)) return isSurrogate(x) ? 1 : -1;
    return x - y;
  }
  return a.length - b.length;
}

const isSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdfff;

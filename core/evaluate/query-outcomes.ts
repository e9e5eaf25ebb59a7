import type { QueryResult } from '#core/contract/evaluation-detail.ts';
import type { Qrels } from './ranking.ts';
import { isRelevant, type Relevance, relevantGrades } from './ranking-measures.ts';

/** What a version answered to one judged query; keys, or null where there is none. */
export type QueryOutcome = {
  query: string;
  /** The right entry that ranks first; where none was found, the one with the highest grade. */
  right: string | null;
  found: string | null;
  /** Of the first right entry, from 1; null beyond the ranking. */
  rank: number | null;
  outcome: QueryResult['outcome'];
};

export type OutcomeOptions = Relevance & {
  /** Query -> every key that was retrieved and scored; a query that is not in it counts by its ranking. */
  candidateKeys?: ReadonlyMap<string, ReadonlySet<string>> | undefined;
};

/**
 * What came first for each judged query, and what went wrong: `candidate-miss`, no right entry was retrieved;
 * `scoring-miss`, one was and something else ranked above it; `nothing-right`, only rejections are known.
 * `ranked` holds the keys of each query, best first.
 */
export function queryOutcomes(
  ranked: ReadonlyMap<string, readonly string[]>,
  qrels: Qrels,
  { candidateKeys, ...relevance }: OutcomeOptions = {},
): QueryOutcome[] {
  return [...qrels].map(([query, grades]) => {
    const relevant = relevantGrades(grades, relevance);
    const keys = ranked.get(query) ?? [];
    const found = keys[0] ?? null;
    const place = keys.findIndex((key) => isRelevant(relevant, key));
    const right = [...relevant].filter(([, grade]) => grade > 0).map(([key]) => key);
    if (right.length === 0) {
      return { query, right: null, found, rank: null, outcome: 'nothing-right' };
    }
    const candidates = candidateKeys?.get(query) ?? new Set(keys);
    return {
      ...{ query, found },
      right: keys[place] ?? highest(right, grades),
      rank: place < 0 ? null : place + 1,
      outcome: outcomeOf(
        place,
        right.some((key) => candidates.has(key)),
      ),
    };
  });
}

function outcomeOf(place: number, retrieved: boolean): QueryOutcome['outcome'] {
  if (place === 0) return 'right';
  return retrieved ? 'scoring-miss' : 'candidate-miss';
}

function highest(keys: readonly string[], grades: ReadonlyMap<string, number>): string | null {
  const [first, ...rest] = keys;
  if (first === undefined) return null;
  const grade = (key: string) => grades.get(key) ?? 0;
  return rest.reduce((best, key) => (grade(key) > grade(best) ? key : best), first);
}

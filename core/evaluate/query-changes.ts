import type { QueryDifference } from '#core/contract/evaluation-detail.ts';
import { changesPerQuery } from './compare.ts';
import type { QueryOutcome } from './query-outcomes.ts';
import type { PerQuery } from './ranking-metrics.ts';

/** What one version says of every query. */
export type QueryMeasures = {
  perQuery: ReadonlyMap<string, PerQuery>;
  outcomes: readonly QueryOutcome[];
};

/** A query whose NDCG@10 changed; keys in place of names. */
export type QueryChanged = Omit<QueryDifference, 'right'> & { right: string | null };

/** A smaller change is rounding. */
const TIE = 1e-9;

/** The queries that gained or lost NDCG@10 between two versions, largest change first. */
export function changedQueries(before: QueryMeasures, now: QueryMeasures): QueryChanged[] {
  const [old, own] = [before, now].map(
    ({ outcomes }) => new Map(outcomes.map((outcome) => [outcome.query, outcome])),
  );
  return changesPerQuery(before.perQuery, now.perQuery)
    .filter(({ difference }) => Math.abs(difference) > TIE)
    .map(({ query, from, to }) => ({
      query,
      right: own?.get(query)?.right ?? null,
      before: from,
      now: to,
      rankBefore: old?.get(query)?.rank ?? null,
      rankNow: own?.get(query)?.rank ?? null,
    }));
}

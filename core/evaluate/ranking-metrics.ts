import type { RankingMetrics } from '#core/contract/metrics.ts';
import { mean } from '#core/math/statistics.ts';
import { type Qrels, type Ranking, rankedByQuery } from './ranking.ts';
import {
  averagePrecisionOfRanking,
  exponentialGain,
  type Grades,
  judgedAt,
  ndcgAt,
  precisionAt,
  type Relevance,
  recallAt,
  reciprocalRank,
  relevantCount,
  relevantGrades,
  successAt,
} from './ranking-measures.ts';

/** Every measure of one query, each in [0, 1]. */
export type PerQuery = Omit<RankingMetrics, 'queries'>;
export type RankingMeasure = keyof PerQuery;

/** In the order in which they are kept. */
export const RANKING_MEASURES = [
  'top1',
  'mrr@10',
  'ndcg@10',
  'ndcg_exp@10',
  'map',
  'recall@10',
  'recall@100',
  'precision@10',
  'judged@10',
] as const satisfies readonly RankingMeasure[];

export type RankingOptions = Relevance & {
  /**
   * Whether a query with judgments but no relevant entry counts, with 0 in every measure: trec_eval -c does so. Not by
   * default: no version could do better on it, and rejected judgments alone do not say that nothing fits.
   */
  countQueriesWithoutRelevant?: boolean;
};

/**
 * Measures each judged query and averages. A judged query without a ranking counts 0; a ranking of a query that
 * nobody judged does not count. Equal to trec_eval (test/golden). Throws BAD_INPUT when a query has two rankings.
 */
export function rankingMetrics(
  rankings: Iterable<Ranking>,
  qrels: Qrels,
  options: RankingOptions = {},
): { metrics: RankingMetrics; perQuery: Map<string, PerQuery> } {
  const perQuery = measureQueries(rankedByQuery(rankings), qrels, options);
  return { metrics: averageMetrics([...perQuery.values()]), perQuery };
}

/** The measures of each query that counts; `ranked` holds the keys of each query, best first. */
export function measureQueries(
  ranked: ReadonlyMap<string, readonly string[]>,
  qrels: Qrels,
  { countQueriesWithoutRelevant = false, ...relevance }: RankingOptions = {},
): Map<string, PerQuery> {
  const perQuery = new Map<string, PerQuery>();
  for (const [query, grades] of qrels) {
    const relevant = relevantGrades(grades, relevance);
    if (!countQueriesWithoutRelevant && relevantCount(relevant) === 0) continue;
    perQuery.set(query, measureQuery(ranked.get(query) ?? [], grades, relevant));
  }
  return perQuery;
}

/** The mean of each measure; zeros for no query. */
export function averageMetrics(perQuery: readonly PerQuery[]): RankingMetrics {
  const average = (measure: RankingMeasure) => mean(perQuery.map((values) => values[measure]));
  return {
    queries: perQuery.length,
    top1: average('top1'),
    'mrr@10': average('mrr@10'),
    'ndcg@10': average('ndcg@10'),
    'ndcg_exp@10': average('ndcg_exp@10'),
    map: average('map'),
    'recall@10': average('recall@10'),
    'recall@100': average('recall@100'),
    'precision@10': average('precision@10'),
    'judged@10': average('judged@10'),
  };
}

/** NDCG by the grades, all else by what is relevant. */
function measureQuery(ranked: readonly string[], grades: Grades, relevant: Grades): PerQuery {
  return {
    top1: successAt(ranked, relevant, 1),
    'mrr@10': reciprocalRank(ranked, relevant, 10),
    'ndcg@10': ndcgAt(ranked, grades, 10),
    'ndcg_exp@10': ndcgAt(ranked, grades, 10, exponentialGain),
    map: averagePrecisionOfRanking(ranked, relevant),
    'recall@10': recallAt(ranked, relevant, 10),
    'recall@100': recallAt(ranked, relevant, 100),
    'precision@10': precisionAt(ranked, relevant, 10),
    'judged@10': judgedAt(ranked, grades, 10),
  };
}

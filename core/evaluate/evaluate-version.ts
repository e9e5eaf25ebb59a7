import { bandOf } from '#core/calibrate/band-of.ts';
import type { Band } from '#core/contract/common.ts';
import type { BandResult, Metrics, RankingIntervals, Thresholds } from '#core/contract/metrics.ts';
import { clopperPearson } from '#core/math/intervals.ts';
import { bootstrapMeans, type ResampleOptions } from './bootstrap.ts';
import { type GradedPair, gradedCorrelation } from './graded-correlation.ts';
import { type JudgedPair, pairColumns, pairMetrics } from './pair-metrics.ts';
import { type QueryOutcome, queryOutcomes } from './query-outcomes.ts';
import { type Qrels, type Ranking, rankedByQuery } from './ranking.ts';
import {
  averageMetrics,
  measureQueries,
  type PerQuery,
  type RankingMeasure,
  type RankingOptions,
} from './ranking-metrics.ts';
import { reliabilityBins } from './reliability.ts';

/** What a version answered on the test split. */
export type EvaluationInput = {
  rankings: readonly Ranking[];
  qrels: Qrels;
  /** Test queries that are also terms of the dictionary. */
  leakedQueries: ReadonlySet<string>;
  /** Query -> every key that was retrieved and scored; a query that is not in it counts by its ranking. */
  candidateKeys?: ReadonlyMap<string, ReadonlySet<string>>;
  /** Judged pairs with their calibrated probability. */
  pairs: readonly JudgedPair[];
  /** Pairs with the grades that they were given, for correlation; none where nothing was graded. */
  graded?: readonly GradedPair[];
  thresholds: Thresholds;
};

/** What a version measures: all together, and each query. */
export type Measurement = {
  metrics: Metrics;
  /** The measures of each query that counts. */
  perQuery: Map<string, PerQuery>;
  /** Of every judged query, in the order of the judgments. */
  outcomes: QueryOutcome[];
};

/**
 * Everything that is reported of a version on its test split, and the measures of each query for comparisons.
 * The same input and seed give the same numbers. Throws BAD_INPUT when a query has two rankings.
 */
export async function assembleMetrics(
  input: EvaluationInput,
  options: ResampleOptions & RankingOptions,
): Promise<Measurement> {
  const { rankings, qrels, pairs, thresholds } = input;
  const ranked = rankedByQuery(rankings);
  await options.breathe?.();
  const perQuery = measureQueries(ranked, qrels, options);
  await options.breathe?.();
  const { candidateKeys } = input;
  const outcomes = queryOutcomes(ranked, qrels, { ...options, candidateKeys });
  const { p, y } = pairColumns(pairs);
  const metrics: Metrics = {
    test: averageMetrics([...perQuery.values()]),
    intervals: await rankingIntervals([...perQuery.values()], options),
    ...withoutLeakage(perQuery, input.leakedQueries),
    errors: countMisses(outcomes),
    pairs: { test: pairMetrics(pairs, thresholds.bestF1) },
    bands: { ...bandResults(pairs, thresholds), thresholds },
    reliability: reliabilityBins(p, y, { strategy: 'mass' }),
    predictions: countByTenth(p),
    correlation: await gradedCorrelation(input.graded ?? [], options),
  };
  return { metrics, perQuery, outcomes };
}

/** How many probabilities fall into each tenth of [0, 1]; 1 belongs to the last. */
export function countByTenth(p: ArrayLike<number>): number[] {
  const counts = new Array<number>(10).fill(0);
  for (let i = 0; i < p.length; i++) {
    const tenth = Math.min(9, Math.floor((p[i] as number) * 10));
    counts[tenth] = (counts[tenth] as number) + 1;
  }
  return counts;
}

/** Bootstrap intervals of the four measures that are shown with one. */
export async function rankingIntervals(
  perQuery: readonly PerQuery[],
  options: ResampleOptions,
): Promise<RankingIntervals> {
  const column = (measure: RankingMeasure) => Float64Array.from(perQuery, (q) => q[measure]);
  const columns = [column('top1'), column('mrr@10'), column('ndcg@10'), column('recall@10')];
  const [top1, mrr, ndcg, recall] = await bootstrapMeans(columns, options);
  const none = { value: 0, lower: 0, upper: 0 };
  return {
    top1: top1 ?? none,
    'mrr@10': mrr ?? none,
    'ndcg@10': ndcg ?? none,
    'recall@10': recall ?? none,
  };
}

/** Counts and precision of each band; precision is the share of a band's pairs that are matches. */
export function bandResults(
  pairs: readonly JudgedPair[],
  thresholds: Pick<Thresholds, 'accept' | 'reject'>,
): Record<Band, BandResult> {
  const result = (band: Band): BandResult => {
    const inside = pairs.filter(({ probability }) => bandOf(probability, thresholds) === band);
    const matches = inside.filter(({ isYes }) => isYes).length;
    return {
      count: inside.length,
      share: pairs.length === 0 ? 0 : inside.length / pairs.length,
      precision: inside.length === 0 ? null : clopperPearson(matches, inside.length),
    };
  };
  return { accept: result('accept'), review: result('review'), reject: result('reject') };
}

function withoutLeakage(
  perQuery: ReadonlyMap<string, PerQuery>,
  leakedQueries: ReadonlySet<string>,
): Pick<Metrics, 'withoutLeakage' | 'leaked'> {
  const clean = [...perQuery].filter(([query]) => !leakedQueries.has(query));
  const leaked = perQuery.size - clean.length;
  if (leaked === 0) return { withoutLeakage: null, leaked };
  return { withoutLeakage: averageMetrics(clean.map(([, values]) => values)), leaked };
}

export function countMisses(outcomes: readonly QueryOutcome[]): Metrics['errors'] {
  const count = (wanted: QueryOutcome['outcome']) =>
    outcomes.filter(({ outcome }) => outcome === wanted).length;
  return { candidateMisses: count('candidate-miss'), scoringMisses: count('scoring-miss') };
}

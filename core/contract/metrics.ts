import { z } from 'zod';
import { Interval } from './common.ts';

/** Ranking measures over judged queries that have at least one relevant entry; every value is a mean over queries. */
export const RankingMetrics = z.object({
  queries: z.number().int(),
  top1: z.number(),
  'mrr@10': z.number(),
  'ndcg@10': z.number(),
  'ndcg_exp@10': z.number(),
  map: z.number(),
  'recall@10': z.number(),
  'recall@100': z.number(),
  'precision@10': z.number(),
  /** Share of the first ten results that somebody judged. */
  'judged@10': z.number(),
});
export type RankingMetrics = z.infer<typeof RankingMetrics>;

export const RankingIntervals = z.object({
  top1: Interval,
  'mrr@10': Interval,
  'ndcg@10': Interval,
  'recall@10': Interval,
});
export type RankingIntervals = z.infer<typeof RankingIntervals>;

/** Of judged pairs. Precision, recall and F1 hold at `threshold`, the best-F1 one on the calibrate split. */
export const PairMetrics = z.object({
  n: z.number().int(),
  positives: z.number().int(),
  threshold: z.number(),
  precision: z.number(),
  recall: z.number(),
  f1: z.number(),
  roc_auc: z.number().nullable(),
  average_precision: z.number().nullable(),
  brier: z.number(),
  log_loss: z.number(),
  /** Equal-mass bins, 10. */
  ece: z.number(),
  /** Equal-width bins, 10. */
  ece_equal_width: z.number(),
});
export type PairMetrics = z.infer<typeof PairMetrics>;

/** One bin of a reliability diagram; `observed` with its Wilson 95 % interval. */
export const ReliabilityBin = z.object({
  lower: z.number(),
  upper: z.number(),
  count: z.number().int(),
  predicted: z.number(),
  observed: Interval,
});
export type ReliabilityBin = z.infer<typeof ReliabilityBin>;

export const Thresholds = z.object({
  /** Accept at or above; null: no probability meets the target with confidence. */
  accept: z.number().nullable(),
  /** Reject below; null: rejecting anything would break the bound. */
  reject: z.number().nullable(),
  bestF1: z.number(),
  targetPrecision: z.number(),
  maxLoss: z.number(),
  confidence: z.number(),
  /** `calibrated`, or `default` where judgments are too few. */
  basis: z.enum(['calibrated', 'default']),
  /** Plain words about missing data, e.g. how many more judgments are needed; empty when all is well. */
  notes: z.array(z.string()),
});
export type Thresholds = z.infer<typeof Thresholds>;

/** What one band did on the test split's judged pairs. */
export const BandResult = z.object({
  count: z.number().int(),
  share: z.number(),
  /** Share of the band's judged pairs that are right, with its Clopper-Pearson interval; null when empty. */
  precision: Interval.nullable(),
});
export type BandResult = z.infer<typeof BandResult>;

/**
 * How the score goes with the grade, over graded test pairs, with 95 % bootstrap intervals over queries. A measure is null
 * where either side is constant.
 */
export const Correlation = z.object({
  pairs: z.number().int(),
  queries: z.number().int(),
  spearman: Interval.nullable(),
  pearson: Interval.nullable(),
  /** Tau-b. */
  kendall: Interval.nullable(),
});
export type Correlation = z.infer<typeof Correlation>;

export const Metrics = z.object({
  test: RankingMetrics,
  intervals: RankingIntervals,
  /** The same, without the queries that are also terms of the dictionary; null when there are none. */
  withoutLeakage: RankingMetrics.nullable(),
  leaked: z.number().int(),
  errors: z.object({ candidateMisses: z.number().int(), scoringMisses: z.number().int() }),
  pairs: z.object({ test: PairMetrics.nullable() }),
  bands: z.object({
    accept: BandResult,
    review: BandResult,
    reject: BandResult,
    thresholds: Thresholds,
  }),
  /** Equal-mass bins. */
  reliability: z.array(ReliabilityBin),
  /** How many judged pairs are predicted in each tenth of [0, 1]. */
  predictions: z.array(z.number().int()),
  /** Null where grades take no more than two values, and in versions of before. */
  correlation: Correlation.nullable().default(null),
});
export type Metrics = z.infer<typeof Metrics>;

export const GateRule = z.object({
  rule: z.enum(['top1', 'ndcg-not-worse', 'must-pass', 'accept-precision', 'test-data']),
  /** In words, for people. */
  title: z.string(),
  value: z.number().nullable(),
  bound: z.number().nullable(),
  pass: z.boolean(),
  /** Why it holds, fails or does not apply. */
  reason: z.string(),
});
export type GateRule = z.infer<typeof GateRule>;

import { z } from 'zod';
import { Interval } from './common.ts';
import { Comparison } from './evaluate.ts';

/** The judged test pairs that score at least `threshold`, and how many of them are right. */
export const ScoreCut = z.object({
  threshold: z.number(),
  accepted: z.number().int(),
  correct: z.number().int(),
});
export type ScoreCut = z.infer<typeof ScoreCut>;

/** Precision and recall at every threshold, on the test split's judged pairs. */
export const PrecisionRecall = z.object({
  pairs: z.number().int(),
  positives: z.number().int(),
  averagePrecision: z.number().nullable(),
  /** Highest threshold first; thinned to a few hundred. */
  cuts: z.array(ScoreCut),
});
export type PrecisionRecall = z.infer<typeof PrecisionRecall>;

/** How many confirmed and rejected test pairs have a probability in [lower, upper). */
export const ScoreBin = z.object({
  lower: z.number(),
  upper: z.number(),
  yes: z.number().int(),
  no: z.number().int(),
});
export type ScoreBin = z.infer<typeof ScoreBin>;

/** A threshold chosen by one rule on the calibrate split, and what it did on test. */
export const OperatingPoint = z.object({
  rule: z.enum(['accept-bound', 'best-f1', 'best-f-beta', 'least-cost', 'recall-at-precision']),
  /** In words, with the rule's own setting: "Best F-beta, beta 0.5". */
  title: z.string(),
  /** Null: nothing is accepted under this rule. */
  threshold: z.number().nullable(),
  accepted: z.number().int(),
  /** With Clopper-Pearson intervals; null where there is nothing to divide by. */
  precision: Interval.nullable(),
  recall: Interval.nullable(),
  f1: z.number().nullable(),
  /** Mean cost of a judged pair under the workspace's costs. */
  cost: z.number().nullable(),
});
export type OperatingPoint = z.infer<typeof OperatingPoint>;

/** The measures of one part of the test queries. */
export const Slice = z.object({
  /** "Words in the query", "Terms seen", "Script", a field of the right entry, a column of the feedback file. */
  facet: z.string(),
  value: z.string(),
  queries: z.number().int(),
  ndcg: Interval,
  mrr: Interval,
  top1: Interval,
  /** NDCG@10 against the other version on the same queries, p adjusted by Holm over all slices; null without one. */
  change: z
    .object({ difference: Interval, pValue: z.number(), verdict: Comparison.shape.verdict })
    .nullable(),
});
export type Slice = z.infer<typeof Slice>;

const NamedKey = z.object({ key: z.string(), name: z.string().nullable() });

/** An entry that was put first in place of the right one, and how often. */
export const Confusion = z.object({
  right: NamedKey,
  found: NamedKey,
  queries: z.number().int(),
  /** Some of the queries. */
  examples: z.array(z.string()),
});
export type Confusion = z.infer<typeof Confusion>;

/** One measure of two versions, p adjusted by Holm over all measures. */
export const MeasureComparison = Comparison.extend({
  measure: z.enum(['ndcg@10', 'mrr@10', 'top1', 'recall@10']),
  adjustedP: z.number(),
});
export type MeasureComparison = z.infer<typeof MeasureComparison>;

/** What one test query gained or lost. Ranks from 1; null: not among the first hundred. */
export const QueryDifference = z.object({
  query: z.string(),
  right: NamedKey.nullable(),
  /** NDCG@10 */
  before: z.number(),
  now: z.number(),
  rankBefore: z.number().int().nullable(),
  rankNow: z.number().int().nullable(),
});
export type QueryDifference = z.infer<typeof QueryDifference>;

/** One test query of one version. */
export const QueryResult = z.object({
  query: z.string(),
  right: NamedKey.nullable(),
  found: NamedKey.nullable(),
  /** Of the first right entry, from 1; null: not among the first hundred. */
  rank: z.number().int().nullable(),
  ndcg: z.number(),
  outcome: z.enum(['right', 'candidate-miss', 'scoring-miss', 'nothing-right']),
});
export type QueryResult = z.infer<typeof QueryResult>;

/** What a version learnt from a part of the train judgments would be worth, on the test split. */
export const CurvePoint = z.object({
  /** Share of the train queries that were learnt from. */
  share: z.number(),
  queries: z.number().int(),
  judgments: z.number().int(),
  mrr: Interval,
  ndcg: Interval,
});
export type CurvePoint = z.infer<typeof CurvePoint>;

export const LearningCurve = z.object({
  version: z.string(),
  at: z.string(),
  points: z.array(CurvePoint),
  /** MRR@10 from the last doubling of judgments: paired over the test queries. */
  lastDoubling: Interval.nullable(),
  verdict: z.enum(['still rising', 'flat within noise', 'unknown']),
  /** The verdict in a sentence. */
  words: z.string(),
});
export type LearningCurve = z.infer<typeof LearningCurve>;

export const DetailRequest = z.object({
  /** Defaults to the version in use. */
  version: z.string().optional(),
  /** Compared with; defaults to the measured version before it. */
  against: z.string().optional(),
  /** Measure here and now what is older than today's data; takes as long as a re-scoring and keeps nothing. */
  anew: z.boolean().optional(),
});
export type DetailRequest = z.input<typeof DetailRequest>;

/** Everything below the headline numbers of one version, all on today's test set. */
export const EvaluationDetail = z.object({
  version: z.string(),
  /** False: its scores are older than today's data; re-scoring mends that. */
  today: z.boolean(),
  /** Null: there is no other measured version on the same test set. */
  against: z.string().nullable(),
  precisionRecall: PrecisionRecall.nullable(),
  /** 20 bins of equal width; empty where no probability is given. */
  scores: z.array(ScoreBin),
  operatingPoints: z.array(OperatingPoint),
  slices: z.array(Slice),
  /** Most frequent first, at most 50. */
  confusion: z.array(Confusion),
  comparisons: z.array(MeasureComparison),
  /** Largest change first; queries that did not change are left out. */
  differences: z.array(QueryDifference),
  /** Every test query, worst first. */
  queries: z.array(QueryResult),
  /** Null until it is measured. */
  learningCurve: LearningCurve.nullable(),
  /** What cannot be claimed, and why, in sentences; empty when all is well. */
  notes: z.array(z.string()).default([]),
});
export type EvaluationDetail = z.infer<typeof EvaluationDetail>;

/** A figure of a report as files: a picture, and each of its tables in two forms. */
export const FigureFiles = z.object({
  /** Of the files, without an ending: "precision-recall". */
  name: z.string(),
  title: z.string(),
  /** Null: there was nothing to draw. */
  svg: z.string().nullable(),
  /** Why there is no picture; null where there is one. */
  missing: z.string().nullable(),
  /** In full precision. */
  tables: z.array(z.object({ name: z.string(), csv: z.string(), json: z.string() })),
});
export type FigureFiles = z.infer<typeof FigureFiles>;

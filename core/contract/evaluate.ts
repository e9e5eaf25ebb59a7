import { z } from 'zod';
import { Interval } from './common.ts';
import { FileSource } from './data.ts';
import { Metrics } from './metrics.ts';

/** One version's place in the chart across versions. */
export const VersionPoint = z.object({
  version: z.string(),
  createdAt: z.string(),
  latest: z.boolean(),
  embedder: z.string(),
  ndcg: Interval,
  top1: Interval,
  mrr: Interval,
  recall: Interval,
  queries: z.number(),
  /** Scored on today's test set; false: the number from when the version was made. */
  today: z.boolean(),
});
export type VersionPoint = z.infer<typeof VersionPoint>;

export const Comparison = z.object({
  from: z.string(),
  to: z.string(),
  difference: Interval,
  pValue: z.number(),
  verdict: z.enum(['better', 'worse', 'within noise']),
  wins: z.number().int(),
  losses: z.number().int(),
  ties: z.number().int(),
});
export type Comparison = z.infer<typeof Comparison>;

export const EvaluationOverview = z.object({
  testQueries: z.number(),
  points: z.array(VersionPoint),
  /** The version looked at: latest, or the newest. */
  selected: z.string().nullable(),
  metrics: Metrics.nullable(),
  /** Against the version before it on today's test set; null when there is none. */
  comparison: Comparison.nullable(),
  /** How many points still carry an old number. */
  stale: z.number(),
});
export type EvaluationOverview = z.infer<typeof EvaluationOverview>;

export const ScoreRequest = z.object({
  /** Defaults to the version in use. */
  version: z.string().optional(),
  feedback: FileSource.optional(),
  queries: FileSource.optional(),
  qrels: FileSource.optional(),
  /** Return the ranking as a TREC run, 100 entries a query. */
  withRun: z.boolean().default(false),
});
export type ScoreRequest = z.input<typeof ScoreRequest>;

export const ScoreResponse = z.object({
  version: z.string(),
  metrics: Metrics,
  run: z.string().nullable(),
});
export type ScoreResponse = z.infer<typeof ScoreResponse>;

import { z } from 'zod';
import { Band, Interval, Split, Verdict } from './common.ts';

/** Who judges; free text, kept in the ledger and nowhere else. */
export const Reviewer = z.string().trim().min(1).max(80);

/**
 * Why a pair is asked: `uncertain` (probability near a threshold or 0.5), `disagreement` (meaning and letters put
 * different entries first), `audit` (drawn at random: the only kind that may set thresholds), `second-opinion`
 * (another reviewer judged it, to measure agreement), `label-suspect` (the model is confident against the label).
 */
export const ReviewReason = z.enum([
  'uncertain',
  'disagreement',
  'audit',
  'second-opinion',
  'label-suspect',
]);
export type ReviewReason = z.infer<typeof ReviewReason>;

const ReviewedEntry = z.object({
  key: z.string(),
  name: z.string(),
  /** The first few. */
  terms: z.array(z.string()),
  termCount: z.number().int(),
  fields: z.record(z.string(), z.unknown()).optional(),
});

/** One pair to judge. What the model thinks comes along for showing afterwards: a screen hides it until then. */
export const ReviewItem = z.object({
  query: z.string(),
  entry: ReviewedEntry,
  reason: ReviewReason,
  /** "Chosen because meaning and spelling disagree" */
  why: z.string(),
  split: Split,
  model: z.object({
    probability: z.number().nullable(),
    band: Band.nullable(),
    semantic: z.number(),
    letters: z.number(),
  }),
});
export type ReviewItem = z.infer<typeof ReviewItem>;

export const ReviewQueueRequest = z.object({
  reviewer: Reviewer,
  size: z.number().int().min(1).max(500).default(50),
  /** Share of the queue that is drawn at random. */
  auditShare: z.number().min(0).max(1).default(0.3),
  /** Share of the queue that another reviewer has judged already, where there is such. */
  secondShare: z.number().min(0).max(1).default(0.1),
});
export type ReviewQueueRequest = z.input<typeof ReviewQueueRequest>;

export const ReviewQueue = z.object({
  version: z.string(),
  items: z.array(ReviewItem),
  /** Queries that items could be drawn from: judged ones, and rows of matched tables. */
  pool: z.number().int(),
  /** Said where there is nothing left to ask, or no model yet: what to do. */
  note: z.string().nullable(),
});
export type ReviewQueue = z.infer<typeof ReviewQueue>;

export const ReviewAnswer = z.object({
  query: z.string().min(1).max(100_000),
  key: z.string().min(1),
  /** `skip`: cannot say; it is not asked of this reviewer again and teaches nothing. */
  verdict: z.union([Verdict, z.literal('skip')]),
  reviewer: Reviewer,
  reason: ReviewReason,
});
export type ReviewAnswer = z.infer<typeof ReviewAnswer>;

/** What two reviewers said of one pair; nothing counts until somebody settles it. */
export const ReviewConflict = z.object({
  query: z.string(),
  entry: ReviewedEntry,
  opinions: z.array(z.object({ reviewer: z.string(), verdict: Verdict, at: z.string() })),
});
export type ReviewConflict = z.infer<typeof ReviewConflict>;

/** How far two reviewers agree on the pairs that both judged. */
export const Agreement = z.object({
  reviewers: z.tuple([z.string(), z.string()]),
  pairs: z.number().int(),
  observed: z.number(),
  /** Cohen's kappa with its 95 % interval; null where one of them always said the same. */
  kappa: Interval.nullable(),
});
export type Agreement = z.infer<typeof Agreement>;

/** A judgment that the model is confident against. */
export const LabelSuspect = z.object({
  judgment: z.string(),
  query: z.string(),
  entry: ReviewedEntry,
  verdict: Verdict,
  probability: z.number(),
  source: z.string(),
});
export type LabelSuspect = z.infer<typeof LabelSuspect>;

export const ReviewOverview = z.object({
  /** Null: nothing to ask the model about yet. */
  version: z.string().nullable(),
  reviewers: z.array(
    z.object({ reviewer: z.string(), judged: z.number().int(), skipped: z.number().int() }),
  ),
  agreement: z.array(Agreement),
  conflicts: z.array(ReviewConflict),
  /** Most confident first, at most 200. */
  suspects: z.array(LabelSuspect),
  audit: z.object({
    judged: z.number().int(),
    /** Of audited pairs in the accept band: the share that is right, with its Clopper-Pearson interval. */
    acceptPrecision: Interval.nullable(),
    /** Audited pairs in the accept band. */
    accepted: z.number().int(),
    targetPrecision: z.number(),
    holds: z.enum(['holds', 'broken', 'too few to say']),
  }),
  /** Whether going on is worth it, and what it would bring. */
  stopping: z.object({
    stop: z.boolean(),
    /** Share of the last (at most 50) chosen pairs in which the reviewer and the model said the same. */
    recentAgreement: z.number().nullable(),
    /** Further audit judgments that would make the accept bound hold or narrow to a hundredth; null while unknown. */
    moreNeeded: z.number().int().nullable(),
    words: z.string(),
  }),
});
export type ReviewOverview = z.infer<typeof ReviewOverview>;

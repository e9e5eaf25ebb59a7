import { z } from 'zod';
import { Interval } from './common.ts';

/** Something that was fitted in rounds, with early stopping. */
const Attempt = z.object({
  kept: z.boolean(),
  /** Rounds that were best on train queries kept aside. */
  rounds: z.number().int(),
  /** MRR@10 on them before and after each round, by similarity alone. */
  scores: z.array(z.number()),
});

/** What a full train tried with its train judgments, and what that brought. */
export const LearningReport = z.object({
  /** The linear map on top of the vectors; null: none was fitted. */
  adapter: Attempt.nullable(),
  /** The vectors of a static model's tokens; null: they were not tuned. Versions of before say nothing. */
  fineTuned: Attempt.nullable().default(null),
  /** Each way to train, by MRR@10 and average precision on train queries kept aside; empty where there was no choice. */
  tried: z.array(
    z.object({
      adapted: z.boolean(),
      learnt: z.boolean(),
      mrr: z.number(),
      averagePrecision: z.number().nullable(),
    }),
  ),
  /** Queries kept aside for that choice. */
  heldOut: z.number().int(),
  /**
   * On test: MRR@10 with everything learnt on the vectors, adapter and tokens together, minus that of the same training
   * without; null where nothing is used.
   */
  gain: z
    .object({
      without: z.number(),
      difference: Interval,
      pValue: z.number(),
      verdict: z.enum(['better', 'worse', 'within noise']),
    })
    .nullable(),
  /** All of it in a sentence or two. */
  words: z.string(),
});
export type LearningReport = z.infer<typeof LearningReport>;

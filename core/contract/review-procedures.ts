import { z } from 'zod';
import { Verdict } from './common.ts';
import { Judgment } from './data.ts';
import { procedure } from './procedure.ts';
import {
  ReviewAnswer,
  Reviewer,
  ReviewOverview,
  ReviewQueue,
  ReviewQueueRequest,
} from './review.ts';

/** The part `review` of the contract. */
export const reviewProcedures = {
  /** Pairs worth judging next, in the order to ask them; never one that this reviewer has judged or skipped. */
  queue: procedure
    .route({ method: 'POST', path: '/review/queue' })
    .input(ReviewQueueRequest)
    .output(ReviewQueue),
  /** Records an answer; null where it was skipped. */
  answer: procedure
    .route({ method: 'POST', path: '/review/answers' })
    .input(ReviewAnswer)
    .output(z.object({ id: z.string(), judgment: Judgment.nullable() })),
  /** Takes an answer back, a skipped one too, by the id that `answer` gave. */
  undo: procedure
    .route({ method: 'POST', path: '/review/answers/undo' })
    .input(z.object({ id: z.string() }))
    .output(z.object({ id: z.string() })),
  /** Settles a pair that reviewers disagree on. */
  settle: procedure
    .route({ method: 'POST', path: '/review/settle' })
    .input(z.object({ query: z.string(), key: z.string(), verdict: Verdict, reviewer: Reviewer }))
    .output(Judgment),
  overview: procedure.route({ method: 'GET', path: '/review' }).output(ReviewOverview),
};

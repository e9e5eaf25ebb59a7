import type { Judgment } from '#core/contract/data.ts';
import type { ReviewReason } from '#core/contract/review.ts';

/**
 * The source of a new judgment, given those that are on its pair already, oldest first. What counts is how the pair came to
 * be judged at first: a second look at a pair that was drawn or imported stays representative. Were it not, a look at what
 * the model doubts would take just those pairs out of the measurement, and the model would seem better than it is.
 */
export function sourceOf(
  reason: ReviewReason | 'settlement',
  before: readonly Pick<Judgment, 'source'>[],
): 'audit' | 'review' {
  const [first] = before;
  if (first) return first.source === 'audit' || first.source === 'import' ? 'audit' : 'review';
  return reason === 'audit' ? 'audit' : 'review';
}

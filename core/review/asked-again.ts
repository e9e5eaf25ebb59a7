import type { Judgment } from '#core/contract/data.ts';
import { inFixedOrder } from './fixed-order.ts';
import { opinionsOn } from './reviewers.ts';

/** Of one pair: all judgments on it, oldest first. */
type PairJudgments = readonly Judgment[];

/**
 * Pairs for a second opinion, in a random order: exactly one reviewer with a name judged them, it was not this one, and
 * nobody has settled them. Where nobody said a name it may have been the same person.
 */
export function secondOpinions(
  judged: readonly PairJudgments[],
  reviewer: string,
  seed: number,
): Judgment[] {
  const single = judged.flatMap((judgments) => {
    const opinions = [...opinionsOn(judgments).values()];
    const [only] = opinions;
    const settled = judgments.some(({ settles }) => settles === true);
    if (!only || opinions.length > 1 || settled) return [];
    return only.by === undefined || only.by === reviewer ? [] : [only];
  });
  return inFixedOrder(single, seed, 'second', ({ id }) => id);
}

/** Whether a doubtful label may be shown to this reviewer: nobody has looked at it again, and it is not their own. */
export const mayCheckLabel = (judgments: PairJudgments, reviewer: string): boolean =>
  !isConfirmed(judgments) && judgments.every(({ by }) => by !== reviewer);

/** Somebody has settled it, or two say the same as the last one: two people, or a person and an imported row. */
export function isConfirmed(judgments: PairJudgments): boolean {
  if (judgments.some(({ settles }) => settles === true)) return true;
  const opinions = [...opinionsOn(judgments).values()];
  const imported = judgments.filter(({ source }) => source === 'import').slice(-1);
  const last = opinions.at(-1)?.verdict ?? imported[0]?.verdict;
  return [...opinions, ...imported].filter(({ verdict }) => verdict === last).length > 1;
}

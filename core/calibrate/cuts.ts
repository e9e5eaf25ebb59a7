import { ascendingOrder } from '#core/math/statistics.ts';

/** What accepting every pair at or above `threshold` would do. */
export type Cut = {
  threshold: number;
  /** Pairs at or above it. */
  accepted: number;
  /** Those of them that are true matches. */
  correct: number;
};

/** One cut for each distinct probability, from the highest down: pairs with equal probability stay together. */
export function cutsFromTop(p: ArrayLike<number>, y: ArrayLike<number>): Cut[] {
  const order = ascendingOrder(p);
  const cuts: Cut[] = [];
  let correct = 0;
  for (let i = order.length - 1; i >= 0; i--) {
    const row = order[i] as number;
    correct += y[row] as number;
    const threshold = p[row] as number;
    if (i > 0 && p[order[i - 1] as number] === threshold) continue;
    cuts.push({ threshold, accepted: order.length - i, correct });
  }
  return cuts;
}

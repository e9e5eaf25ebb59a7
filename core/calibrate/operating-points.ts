import { type Cut, cutsFromTop } from './cuts.ts';

/** The threshold with the highest F-beta (beta > 1 favours recall), the higher one of equals; 0.5 without a positive. */
export function bestFBeta(p: ArrayLike<number>, y: ArrayLike<number>, beta = 1): number {
  const cuts = cutsFromTop(p, y);
  const positives = cuts.at(-1)?.correct ?? 0;
  if (positives === 0) return 0.5;
  const score = ({ accepted, correct }: Cut) =>
    ((1 + beta ** 2) * correct) / (beta ** 2 * positives + accepted);
  return best(cuts, score)?.threshold ?? 0.5;
}

/** The threshold with the least cost; null where accepting nothing costs least. */
export function leastCost(
  p: ArrayLike<number>,
  y: ArrayLike<number>,
  cost: { wrongAccept: number; missedMatch: number },
): number | null {
  const cuts = cutsFromTop(p, y);
  // Against accepting nothing: each right pair saves a miss, each wrong one costs.
  const saving = ({ accepted, correct }: Cut) =>
    correct * cost.missedMatch - (accepted - correct) * cost.wrongAccept;
  const cut = best(cuts, saving);
  return cut && saving(cut) > 0 ? cut.threshold : null;
}

/** The lowest threshold at which the observed precision is at least `precision`, without a bound; null where none is. */
export function thresholdAtPrecision(
  p: ArrayLike<number>,
  y: ArrayLike<number>,
  precision: number,
): number | null {
  return cutAtPrecision(cutsFromTop(p, y), precision)?.threshold ?? null;
}

/** The highest recall at a precision of at least `precision`, as observed and without a bound; 0 where none reaches it. */
export function recallAtPrecision(
  p: ArrayLike<number>,
  y: ArrayLike<number>,
  precision: number,
): number {
  const cuts = cutsFromTop(p, y);
  const positives = cuts.at(-1)?.correct ?? 0;
  const reached = cutAtPrecision(cuts, precision);
  return reached && positives > 0 ? reached.correct / positives : 0;
}

const cutAtPrecision = (cuts: readonly Cut[], precision: number): Cut | undefined =>
  cuts.findLast((cut) => cut.correct >= precision * cut.accepted);

function best(cuts: readonly Cut[], score: (cut: Cut) => number): Cut | undefined {
  let winner = cuts[0];
  for (const cut of cuts) if (winner && score(cut) > score(winner)) winner = cut;
  return winner;
}

import { clopperPearsonUpper } from '#core/math/intervals.ts';

export type LossTarget = {
  /** The share of true matches that may be rejected, in (0, 1). */
  maxLoss: number;
  confidence: number;
};

/**
 * The highest probability below which at most `maxLoss` of the true matches lie, with the wanted confidence
 * (Clopper-Pearson upper bound); null where rejecting anything would break the bound. The loss only grows with the
 * threshold, so fixed-sequence testing from the bottom ends at the last cut that passes.
 */
export function rejectThreshold(
  p: ArrayLike<number>,
  y: ArrayLike<number>,
  target: LossTarget,
): number | null {
  const matches = Float64Array.from(p)
    .filter((_, i) => y[i] === 1)
    .sort();
  const bearable = bearableLosses(matches.length, target);
  return bearable === null ? null : (matches[bearable] ?? null);
}

/** How many true matches there must be before any threshold can pass: the fewest of which losing none proves enough. */
export function matchesForLoss({ maxLoss, confidence }: LossTarget): number {
  return Math.ceil(Math.log(1 - confidence) / Math.log1p(-maxLoss));
}

/** The most of `matches` that may be lost, or null where not even losing none is enough. */
function bearableLosses(matches: number, { maxLoss, confidence }: LossTarget): number | null {
  let most: number | null = null;
  for (let lost = 0; lost < matches; lost++) {
    if (clopperPearsonUpper(lost, matches, confidence) > maxLoss) break;
    most = lost;
  }
  return most;
}

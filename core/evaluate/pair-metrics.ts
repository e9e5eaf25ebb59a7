import { cutsFromTop } from '#core/calibrate/cuts.ts';
import type { PairMetrics } from '#core/contract/metrics.ts';
import { mean, ranks } from '#core/math/statistics.ts';
import { expectedCalibrationError, reliabilityBins } from './reliability.ts';

/** A judged pair: its calibrated probability and whether it is a match. */
export type JudgedPair = { probability: number; isYes: boolean };

/** Area under the ROC curve; equal scores count half (Mann and Whitney). Null where a class is missing. */
export function rocAuc(p: ArrayLike<number>, y: ArrayLike<number>): number | null {
  const positives = countPositives(y);
  const negatives = y.length - positives;
  if (positives === 0 || negatives === 0) return null;
  let rankSum = 0;
  for (const [i, rank] of ranks(p).entries()) if (y[i] === 1) rankSum += rank;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** Average precision as scikit-learn defines it: sum of (R_n - R_(n-1)) · P_n, no interpolation. Null where a class is missing. */
export function averagePrecision(p: ArrayLike<number>, y: ArrayLike<number>): number | null {
  const positives = countPositives(y);
  if (positives === 0 || positives === y.length) return null;
  let sum = 0;
  let before = 0;
  for (const { accepted, correct } of cutsFromTop(p, y)) {
    sum += ((correct - before) / positives) * (correct / accepted);
    before = correct;
  }
  return sum;
}

/** Mean squared difference of probability and outcome, in [0, 1]; lower is better. Source: Brier, 1950. */
export function brierScore(p: ArrayLike<number>, y: ArrayLike<number>): number {
  return mean(Array.from(p, (probability, i) => (probability - (y[i] as number)) ** 2));
}

/** Mean negative log likelihood (natural logarithm), probabilities kept 1e-15 from 0 and 1 as scikit-learn 1.2 does. */
export function logLoss(p: ArrayLike<number>, y: ArrayLike<number>): number {
  return mean(
    Array.from(p, (probability, i) => {
      const clipped = Math.min(1 - 1e-15, Math.max(1e-15, probability));
      return -Math.log(y[i] === 1 ? clipped : 1 - clipped);
    }),
  );
}

/** Precision, recall and F1 of accepting every pair at or above `threshold`; 0 where there is nothing to divide by. */
export function precisionRecallF1(
  p: ArrayLike<number>,
  y: ArrayLike<number>,
  threshold: number,
): { precision: number; recall: number; f1: number } {
  const positives = countPositives(y);
  let accepted = 0;
  let correct = 0;
  for (let i = 0; i < p.length; i++) {
    if ((p[i] as number) < threshold) continue;
    accepted++;
    correct += y[i] as number;
  }
  return {
    precision: accepted === 0 ? 0 : correct / accepted,
    recall: positives === 0 ? 0 : correct / positives,
    f1: accepted + positives === 0 ? 0 : (2 * correct) / (accepted + positives),
  };
}

/** One point for each distinct probability, thresholds ascending, as scikit-learn's precision_recall_curve without its last, artificial point. */
export function precisionRecallCurve(
  p: ArrayLike<number>,
  y: ArrayLike<number>,
): { threshold: number; precision: number; recall: number }[] {
  const positives = countPositives(y);
  return cutsFromTop(p, y)
    .map(({ threshold, accepted, correct }) => ({
      threshold,
      precision: correct / accepted,
      recall: positives === 0 ? 0 : correct / positives,
    }))
    .reverse();
}

/** Every pair measure; precision, recall and F1 at `threshold`. Null without a pair. */
export function pairMetrics(pairs: readonly JudgedPair[], threshold: number): PairMetrics | null {
  if (pairs.length === 0) return null;
  const { p, y } = pairColumns(pairs);
  return {
    n: pairs.length,
    positives: countPositives(y),
    threshold,
    ...precisionRecallF1(p, y, threshold),
    roc_auc: rocAuc(p, y),
    average_precision: averagePrecision(p, y),
    brier: brierScore(p, y),
    log_loss: logLoss(p, y),
    ece: expectedCalibrationError(reliabilityBins(p, y, { strategy: 'mass' })),
    ece_equal_width: expectedCalibrationError(reliabilityBins(p, y, { strategy: 'width' })),
  };
}

/** Probabilities, and labels 0 or 1, of judged pairs. */
export function pairColumns(pairs: readonly JudgedPair[]): { p: Float64Array; y: Uint8Array } {
  return {
    p: Float64Array.from(pairs, ({ probability }) => probability),
    y: Uint8Array.from(pairs, ({ isYes }) => (isYes ? 1 : 0)),
  };
}

function countPositives(y: ArrayLike<number>): number {
  let count = 0;
  for (let i = 0; i < y.length; i++) if (y[i] === 1) count++;
  return count;
}

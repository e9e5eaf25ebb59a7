import { fitLogisticRegression } from '#core/math/logistic-regression.ts';
import { sigmoid } from '#core/math/special-functions.ts';

/** probability = sigmoid(slope · score + intercept) */
export type PlattCalibration = { kind: 'platt'; slope: number; intercept: number };

/**
 * Fits a sigmoid to scores on any scale (log-odds work best) and labels 0 or 1, without a penalty.
 * `smoothTargets` (default) uses Platt's targets (N₊ + 1) / (N₊ + 2) and 1 / (N₋ + 2), which keep the fit finite when
 * the scores separate the labels; without them it is the plain maximum-likelihood fit.
 * Source: Platt, "Probabilistic outputs for support vector machines", 1999.
 */
export async function fitPlatt(
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
  { smoothTargets = true }: { smoothTargets?: boolean } = {},
): Promise<PlattCalibration> {
  if (scores.length === 0) return { kind: 'platt', slope: 1, intercept: 0 };
  const targets = smoothTargets ? plattTargets(labels) : labels;
  const { weights, intercept } = await fitLogisticRegression(scores, targets, { l2: 0 });
  return { kind: 'platt', slope: weights[0] ?? 0, intercept };
}

/** The calibrated probability of one score. */
export function applyPlatt({ slope, intercept }: PlattCalibration, score: number): number {
  return sigmoid(slope * score + intercept);
}

function plattTargets(labels: ArrayLike<number>): Float64Array {
  const positives = Array.from(labels).filter((label) => label === 1).length;
  const high = (positives + 1) / (positives + 2);
  const low = 1 / (labels.length - positives + 2);
  return Float64Array.from(labels, (label) => (label === 1 ? high : low));
}

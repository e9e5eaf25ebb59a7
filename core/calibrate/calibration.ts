import { applyIsotonic, fitIsotonic, type IsotonicCalibration } from './isotonic.ts';
import { applyPlatt, fitPlatt, type PlattCalibration } from './platt.ts';

/** What turns a match score into a probability; plain data, kept as JSON. */
export type Calibration = PlattCalibration | IsotonicCalibration;

/** From so many judgments on, the steps of isotonic regression are steadier than the sigmoid is wrong. */
export const ISOTONIC_FROM = 1000;

/** The kind to use where the user has chosen none. */
export function calibrationKind(judgments: number): Calibration['kind'] {
  return judgments >= ISOTONIC_FROM ? 'isotonic' : 'platt';
}

/** Fits one kind on the calibrate split: scores on any scale, labels 0 or 1. */
export async function fitCalibration(
  kind: Calibration['kind'],
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
): Promise<Calibration> {
  return kind === 'platt' ? fitPlatt(scores, labels) : fitIsotonic(scores, labels);
}

/** The calibrated probability of one score, in [0, 1]. */
export function calibrated(calibration: Calibration, score: number): number {
  return calibration.kind === 'platt'
    ? applyPlatt(calibration, score)
    : applyIsotonic(calibration, score);
}

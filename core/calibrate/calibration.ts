import { sigmoid } from '#core/math/special-functions.ts';
import { applyBeta, type BetaCalibration, fitBeta } from './beta.ts';
import { applyIsotonic, fitIsotonic, type IsotonicCalibration } from './isotonic.ts';
import { applyPlatt, fitPlatt, type PlattCalibration } from './platt.ts';
import { applyTemperature, fitTemperature, type TemperatureCalibration } from './temperature.ts';

/** What turns a match score into a probability; plain data, kept as JSON. */
export type Calibration =
  | PlattCalibration
  | IsotonicCalibration
  | BetaCalibration
  | TemperatureCalibration;

/** Fits one kind on the calibrate split: log-odds, and labels 0 or 1. */
export async function fitCalibration(
  kind: Calibration['kind'],
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
): Promise<Calibration> {
  switch (kind) {
    case 'platt':
      return fitPlatt(scores, labels);
    case 'isotonic':
      return fitIsotonic(scores, labels);
    case 'beta':
      return fitBeta(scores, labels);
    case 'temperature':
      return fitTemperature(scores, labels);
  }
}

/** The calibrated probability of one score, in [0, 1]. */
export function calibrated(calibration: Calibration, score: number): number {
  switch (calibration.kind) {
    case 'platt':
      return applyPlatt(calibration, score);
    case 'isotonic':
      return strictly(applyIsotonic(calibration, score), score);
    case 'beta':
      return applyBeta(calibration, score);
    case 'temperature':
      return applyTemperature(calibration, score);
  }
}

/** Share of a sigmoid that is mixed into steps. */
const RISE = 1e-6;

/**
 * Steps that rise a little everywhere. A cut between two probabilities is then a cut between two scores. On level steps it
 * would be one between two blocks, and where those end was chosen by the labels: bounds on what lies above would not hold.
 */
const strictly = (step: number, score: number): number => (1 - RISE) * step + RISE * sigmoid(score);

/** Log-odds of the probability as slope · score + intercept; null for kinds that are no straight line. */
export function straightLine(
  calibration: Calibration,
): { slope: number; intercept: number } | null {
  switch (calibration.kind) {
    case 'platt':
      return calibration;
    case 'temperature':
      return { slope: 1 / calibration.temperature, intercept: 0 };
    default:
      return null;
  }
}

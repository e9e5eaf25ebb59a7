import { sigmoid } from '#core/math/special-functions.ts';

/** probability = sigmoid(score / temperature), temperature > 0 */
export type TemperatureCalibration = { kind: 'temperature'; temperature: number };

/** Slopes 1 / temperature that are looked among: log-odds are neither ten thousand times too bold nor too timid. */
const SLOPES = [1e-4, 1e4] as const;
const STEPS = 100;

/**
 * Fits one number: how much too sure log-odds are. Where they are 0, the probability stays 0.5, so it cannot mend a wrong
 * share of matches. The loss is convex in the slope, whose best value is found by bisection of its derivative.
 * Source: Guo, Pleiss, Sun and Weinberger, "On calibration of modern neural networks", ICML 2017.
 */
export function fitTemperature(
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
): TemperatureCalibration {
  let [low, high]: [number, number] = [...SLOPES];
  for (let step = 0; step < STEPS; step += 1) {
    const middle = Math.sqrt(low * high);
    if (derivative(middle, scores, labels) < 0) low = middle;
    else high = middle;
  }
  return { kind: 'temperature', temperature: 1 / Math.sqrt(low * high) };
}

/** The calibrated probability of one score. */
export const applyTemperature = ({ temperature }: TemperatureCalibration, score: number): number =>
  sigmoid(score / temperature);

/** Of the summed log loss with respect to the slope. */
function derivative(slope: number, scores: ArrayLike<number>, labels: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < scores.length; i += 1) {
    const score = scores[i] as number;
    sum += (sigmoid(slope * score) - (labels[i] as number)) * score;
  }
  return sum;
}

import { fitLogisticRegression } from '#core/math/logistic-regression.ts';
import { sigmoid } from '#core/math/special-functions.ts';

/** logit(probability) = a · ln s - b · ln(1 - s) + c of s = sigmoid(score); a, b >= 0. */
export type BetaCalibration = { kind: 'beta'; a: number; b: number; c: number };

/** ln s and -ln(1 - s) of s = sigmoid(score), without rounding to 0 or 1 first. */
const features = (score: number): [number, number] => [-softplus(-score), softplus(score)];

/** ln(1 + e^x) */
const softplus = (x: number) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

/**
 * Fits beta calibration to log-odds and labels 0 or 1: a sigmoid that may be flatter on one side than on the other, with
 * the sigmoid itself (a = b) and no change at all among its forms. A coefficient that would be negative is left out and
 * the rest fitted again, so that it never falls.
 * Source: Kull, Silva Filho and Flach, "Beta calibration", AISTATS 2017.
 */
export async function fitBeta(
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
): Promise<BetaCalibration> {
  const rows = Array.from(scores, features);
  const both = await fitColumns(rows, labels, [0, 1]);
  if (both.a >= 0 && both.b >= 0) return both;
  const one = await fitColumns(rows, labels, [both.a < 0 ? 1 : 0]);
  if (one.a >= 0 && one.b >= 0) return one;
  return fitColumns(rows, labels, []);
}

/** The calibrated probability of one score. */
export function applyBeta({ a, b, c }: BetaCalibration, score: number): number {
  const [left, right] = features(score);
  return sigmoid(a * left + b * right + c);
}

/** Keeps the fit finite where the scores separate the labels; far too weak to be seen elsewhere. */
const RIDGE = 1e-6;

async function fitColumns(
  rows: readonly [number, number][],
  labels: ArrayLike<number>,
  columns: readonly (0 | 1)[],
): Promise<BetaCalibration> {
  if (columns.length === 0) return { kind: 'beta', a: 0, b: 0, c: logOddsOfMean(labels) };
  const values = rows.flatMap((row) => columns.map((column) => row[column]));
  const { weights, intercept } = await fitLogisticRegression(values, labels, { l2: RIDGE });
  const weightOf = (column: 0 | 1) => weights[columns.indexOf(column)] ?? 0;
  return { kind: 'beta', a: weightOf(0), b: weightOf(1), c: intercept };
}

function logOddsOfMean(labels: ArrayLike<number>): number {
  const positives = Array.from(labels).reduce((sum, label) => sum + label, 0);
  return Math.log((positives + 0.5) / (labels.length - positives + 0.5));
}

import type { Interval } from '#core/contract/common.ts';
import { randomWords } from '#core/math/seeded-random.ts';
import { mean, quantileOfSorted } from '#core/math/statistics.ts';

export type ResampleOptions = {
  seed: number;
  /** Awaited every few milliseconds. */
  breathe?: (() => Promise<void>) | undefined;
};

export type BootstrapOptions = ResampleOptions & {
  /** Default 2,000. */
  resamples?: number;
  /** Default 0.95. */
  confidence?: number;
};

/** Draws between two breaths. */
export const DRAWS_PER_BREATH = 100_000;

/**
 * Percentile bootstrap of the mean of each column, resampling queries: every column holds one value for each query,
 * in the same order, and all columns share the resamples. An interval of no query is 0..0.
 * Source: Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13.
 */
export async function bootstrapMeans(
  columns: readonly ArrayLike<number>[],
  { seed, resamples = 2000, confidence = 0.95, breathe }: BootstrapOptions,
): Promise<Interval[]> {
  const queries = columns[0]?.length ?? 0;
  if (queries === 0) return columns.map(() => ({ value: 0, lower: 0, upper: 0 }));
  const means = columns.map(() => new Float64Array(resamples));
  const chosen = new Uint32Array(queries);
  const word = randomWords(seed);
  const perBreath = Math.max(1, Math.floor(DRAWS_PER_BREATH / queries));
  for (let resample = 0; resample < resamples; resample++) {
    if (resample % perBreath === 0) await breathe?.();
    for (let i = 0; i < queries; i++) chosen[i] = (word() / 2 ** 32) * queries;
    for (const [c, column] of columns.entries()) {
      (means[c] as Float64Array)[resample] = meanOf(column, chosen);
    }
  }
  return columns.map((column, c) =>
    percentileInterval(mean(column), means[c] as Float64Array, confidence),
  );
}

/**
 * The mean of `b` - `a` over queries with its interval: both sides of a query are resampled together. The arrays hold
 * one value for each query, in the same order.
 */
export async function pairedBootstrap(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  options: BootstrapOptions,
): Promise<Interval> {
  const differences = Float64Array.from(b, (value, i) => value - (a[i] as number));
  const [interval] = await bootstrapMeans([differences], options);
  return interval as Interval;
}

function meanOf(column: ArrayLike<number>, chosen: Uint32Array): number {
  let sum = 0;
  for (let i = 0; i < chosen.length; i++) sum += column[chosen[i] as number] as number;
  return sum / chosen.length;
}

/** The value with the bounds between which the middle `confidence` of the resampled values lie; sorts `means`. */
export function percentileInterval(
  value: number,
  means: Float64Array,
  confidence: number,
): Interval {
  const sorted = means.sort();
  const tail = (1 - confidence) / 2;
  return {
    value,
    lower: quantileOfSorted(sorted, tail),
    upper: quantileOfSorted(sorted, 1 - tail),
  };
}

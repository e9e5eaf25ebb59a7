import type { Interval } from '#core/contract/common.ts';
import type { Correlation } from '#core/contract/metrics.ts';
import { randomWords } from '#core/math/seeded-random.ts';
import { type BootstrapOptions, DRAWS_PER_BREATH, percentileInterval } from './bootstrap.ts';
import {
  type Correlations,
  type SortedPairs,
  sortPairs,
  weightedCorrelations,
} from './weighted-correlation.ts';

/** A judged pair with its grade, and the probability or score that the version gives it. */
export type GradedPair = { query: string; score: number; grade: number };

const MEASURES = ['spearman', 'pearson', 'kendall'] as const;

/**
 * How the scores go with the grades, with 95 % percentile bootstrap intervals: queries are resampled, with all of their
 * pairs. Null where grades take no more than two values: yes and no have better measures. A single measure is null where
 * one side is constant.
 * Source: Efron and Tibshirani, 1993, chapter 13; resampling whole clusters: Davison and Hinkley, 1997, section 3.8.
 */
export async function gradedCorrelation(
  pairs: readonly GradedPair[],
  options: BootstrapOptions,
): Promise<Correlation | null> {
  if (new Set(pairs.map(({ grade }) => grade)).size <= 2) return null;
  const sorted = sortPairs(
    Float64Array.from(pairs, ({ score }) => score),
    Float64Array.from(pairs, ({ grade }) => grade),
  );
  const numbers = new Map<string, number>();
  const queryOf = Uint32Array.from(pairs, ({ query }) => {
    const number = numbers.get(query) ?? numbers.size;
    numbers.set(query, number);
    return number;
  });
  const values = weightedCorrelations(sorted, new Uint32Array(pairs.length).fill(1));
  const resampled = await resample(sorted, queryOf, numbers.size, options);
  const interval = (measure: keyof Correlations): Interval | null => {
    const value = values[measure];
    const known = Float64Array.from(resampled.map((one) => one[measure]).filter(isNumber));
    if (value === null || known.length === 0) return null;
    return percentileInterval(value, known, options.confidence ?? 0.95);
  };
  const [spearman, pearson, kendall] = MEASURES.map(interval);
  return {
    ...{ pairs: pairs.length, queries: numbers.size },
    ...{ spearman: spearman ?? null, pearson: pearson ?? null, kendall: kendall ?? null },
  };
}

const isNumber = (value: number | null): value is number => value !== null;

async function resample(
  sorted: SortedPairs,
  queryOf: Uint32Array,
  queries: number,
  { seed, resamples = 2000, breathe }: BootstrapOptions,
): Promise<Correlations[]> {
  const word = randomWords(seed);
  const drawn = new Uint32Array(queries);
  const weights = new Uint32Array(queryOf.length);
  const perBreath = Math.max(1, Math.floor(DRAWS_PER_BREATH / (queryOf.length + 1) / 4));
  const found: Correlations[] = [];
  while (found.length < resamples) {
    if (found.length % perBreath === 0) await breathe?.();
    drawn.fill(0);
    for (let i = 0; i < queries; i++) {
      const query = Math.floor((word() / 2 ** 32) * queries);
      drawn[query] = (drawn[query] as number) + 1;
    }
    for (let i = 0; i < weights.length; i++) weights[i] = drawn[queryOf[i] as number] as number;
    found.push(weightedCorrelations(sorted, weights));
  }
  return found;
}

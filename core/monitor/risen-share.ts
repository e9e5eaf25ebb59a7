import { normalQuantile } from '#core/math/normal-quantile.ts';

/** So many of so many. */
export interface Share {
  count: number;
  of: number;
}

/**
 * Whether a share has risen, beyond chance at the given confidence: two proportions compared one-sided, one success and
 * one failure added to each (Agresti and Caffo, The American Statistician 54, 2000), which also serves where there were none.
 */
export function hasRisen(expected: Share, observed: Share, confidence: number): boolean {
  const e = (expected.count + 1) / (expected.of + 2);
  const o = (observed.count + 1) / (observed.of + 2);
  const error = Math.sqrt((e * (1 - e)) / (expected.of + 2) + (o * (1 - o)) / (observed.of + 2));
  return o - e > normalQuantile(confidence) * error;
}

import { describe, expect, it } from 'vitest';
import { chiSquareQuantile, incompleteGamma } from './chi-square.ts';
import { normalQuantile } from './normal-quantile.ts';

describe('chiSquareQuantile', () => {
  // NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.4, upper-tail critical values.
  it.each([
    [0.95, 1, 3.841],
    [0.95, 4, 9.488],
    [0.95, 9, 16.919],
    [0.99, 9, 21.666],
    [0.975, 19, 32.852],
    [0.999, 2, 13.816],
    [0.95, 100, 124.342],
    [0.05, 9, 3.325],
  ])('is the value below which %d lies with %d degrees of freedom', (share, degrees, expected) => {
    expect(chiSquareQuantile(share, degrees)).toBeCloseTo(expected, 3);
  });

  it('is the square of the normal deviate with one degree of freedom', () => {
    for (const share of [0.5, 0.8, 0.95, 0.9999]) {
      expect(chiSquareQuantile(share, 1)).toBeCloseTo(normalQuantile((1 + share) / 2) ** 2, 10);
    }
  });

  it('is exponential with two degrees of freedom', () => {
    for (const share of [0.01, 0.5, 0.95]) {
      expect(chiSquareQuantile(share, 2)).toBeCloseTo(-2 * Math.log(1 - share), 10);
    }
  });

  it('has its ends', () => {
    expect(chiSquareQuantile(0, 3)).toBe(0);
    expect(chiSquareQuantile(1, 3)).toBe(Number.POSITIVE_INFINITY);
    expect(incompleteGamma(2, 0)).toBe(0);
  });
});

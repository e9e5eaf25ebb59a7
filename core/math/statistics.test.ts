import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mean, quantile, ranks, variance } from './statistics.ts';

const numbers = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 40 });

describe('statistics', () => {
  it('mean and sample variance', () => {
    expect(mean([1, 2, 3, 4])).toBe(2.5);
    expect(variance([1, 2, 3, 4])).toBeCloseTo(5 / 3, 12);
    expect([mean([]), variance([3])]).toEqual([0, 0]);
  });

  it('quantiles interpolate between neighbours, as numpy does', () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
    expect(quantile([4, 1, 3, 2], 0.1)).toBeCloseTo(1.3, 12);
    expect(quantile([4, 1, 3, 2], 0)).toBe(1);
    expect(quantile([4, 1, 3, 2], 1)).toBe(4);
    expect(() => quantile([], 0.5)).toThrow(RangeError);
  });

  it('equal values share the average of their ranks', () => {
    expect([...ranks([10, 20, 10, 5])]).toEqual([2.5, 4, 2.5, 1]);
  });

  it('ranks sum to n(n + 1) / 2 and respect the order', () => {
    fc.assert(
      fc.property(numbers, (values) => {
        const ranked = ranks(values);
        expect(mean(ranked)).toBeCloseTo((values.length + 1) / 2, 9);
        for (const [i, a] of values.entries()) {
          for (const [j, b] of values.entries()) {
            expect(Math.sign((ranked[i] ?? 0) - (ranked[j] ?? 0))).toBe(Math.sign(a - b));
          }
        }
      }),
    );
  });

  it('a quantile lies between the extremes and ascends with the share', () => {
    fc.assert(
      fc.property(numbers, fc.double({ min: 0, max: 1, noNaN: true }), (values, share) => {
        const value = quantile(values, share);
        expect(value).toBeGreaterThanOrEqual(Math.min(...values));
        expect(value).toBeLessThanOrEqual(quantile(values, Math.min(1, share + 0.1)));
      }),
    );
  });
});

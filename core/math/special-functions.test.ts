import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalQuantile } from './normal-quantile.ts';
import {
  incompleteBeta,
  inverseIncompleteBeta,
  logGamma,
  logit,
  sigmoid,
} from './special-functions.ts';

const shape = fc.double({ min: 0.5, max: 500, noNaN: true });
const share = fc.double({ min: 0.001, max: 0.999, noNaN: true });

describe('special functions', () => {
  it('logGamma is the logarithm of the factorial', () => {
    let logFactorial = 0;
    for (let n = 1; n < 60; n++) {
      logFactorial += Math.log(n);
      expect(logGamma(n + 1)).toBeCloseTo(logFactorial, 9);
    }
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 12);
  });

  it('the incomplete beta is a binomial tail for whole shapes', () => {
    // P(at least 3 of 10 | 0.3) = 1 - sum of C(10, k) 0.3^k 0.7^(10-k), k = 0..2
    const below = 0.7 ** 10 + 10 * 0.3 * 0.7 ** 9 + 45 * 0.09 * 0.7 ** 8;
    expect(incompleteBeta(0.3, 3, 8)).toBeCloseTo(1 - below, 12);
    expect(incompleteBeta(0.4, 1, 1)).toBeCloseTo(0.4, 12);
  });

  it('the inverse undoes the incomplete beta', () => {
    fc.assert(
      fc.property(share, shape, shape, (p, a, b) => {
        expect(incompleteBeta(inverseIncompleteBeta(p, a, b), a, b)).toBeCloseTo(p, 8);
      }),
    );
  });

  it('normal quantiles', () => {
    expect(normalQuantile(0.5)).toBe(0);
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 13);
    expect(normalQuantile(0.995)).toBeCloseTo(2.5758293035489004, 13);
    expect(normalQuantile(1e-20)).toBeCloseTo(-9.262340089798409, 10);
  });

  it('sigmoid undoes logit', () => {
    fc.assert(
      fc.property(share, (p) => {
        expect(sigmoid(logit(p))).toBeCloseTo(p, 12);
      }),
    );
    expect([sigmoid(-1000), sigmoid(1000)]).toEqual([0, 1]);
    expect(logit(0, 1e-6)).toBeCloseTo(Math.log(1e-6 / (1 - 1e-6)), 12);
  });
});

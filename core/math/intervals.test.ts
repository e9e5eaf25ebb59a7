import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clopperPearson, clopperPearsonLower, clopperPearsonUpper, wilson } from './intervals.ts';
import { incompleteBeta } from './special-functions.ts';

const counts = fc
  .integer({ min: 1, max: 3000 })
  .chain((trials) => fc.tuple(fc.integer({ min: 0, max: trials }), fc.constant(trials)));

describe('intervals of a share', () => {
  it('contain the share and stay in [0, 1]', () => {
    fc.assert(
      fc.property(counts, ([successes, trials]) => {
        for (const interval of [clopperPearson(successes, trials), wilson(successes, trials)]) {
          expect(interval.lower).toBeGreaterThanOrEqual(0);
          expect(interval.lower).toBeLessThanOrEqual(interval.value);
          expect(interval.upper).toBeGreaterThanOrEqual(interval.value);
          expect(interval.upper).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('the one-sided bound is where the tail has the wanted weight', () => {
    fc.assert(
      fc.property(counts, ([successes, trials]) => {
        fc.pre(successes > 0 && successes < trials);
        const lower = clopperPearsonLower(successes, trials, 0.95);
        expect(incompleteBeta(lower, successes, trials - successes + 1)).toBeCloseTo(0.05, 9);
        const mirrored = clopperPearsonUpper(trials - successes, trials, 0.95);
        expect(lower).toBeCloseTo(1 - mirrored, 9);
      }),
    );
  });

  it('59 of 59 is the least that shows 0.95 with confidence 0.95', () => {
    expect(clopperPearsonLower(58, 58, 0.95)).toBeLessThan(0.95);
    expect(clopperPearsonLower(59, 59, 0.95)).toBeGreaterThan(0.95);
  });

  it('no trials say nothing', () => {
    expect(clopperPearson(0, 0)).toEqual({ value: 0, lower: 0, upper: 1 });
    expect(wilson(0, 0)).toEqual({ value: 0, lower: 0, upper: 1 });
  });
});

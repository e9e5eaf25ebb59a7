import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutsFromTop } from './cuts.ts';
import {
  bestFBeta,
  leastCost,
  recallAtPrecision,
  thresholdAtPrecision,
} from './operating-points.ts';

const p = [0.9, 0.8, 0.8, 0.4, 0.1];
const y = [1, 1, 0, 1, 0];

describe('cuts', () => {
  it('keep equal probabilities together', () => {
    expect(cutsFromTop(p, y)).toEqual([
      { threshold: 0.9, accepted: 1, correct: 1 },
      { threshold: 0.8, accepted: 3, correct: 2 },
      { threshold: 0.4, accepted: 4, correct: 3 },
      { threshold: 0.1, accepted: 5, correct: 3 },
    ]);
    expect(cutsFromTop([], [])).toEqual([]);
  });

  it('do not depend on the order of the pairs', () => {
    const pairs = fc.array(fc.tuple(fc.constantFrom(0, 0.2, 0.5, 0.9), fc.constantFrom(0, 1)));
    fc.assert(
      fc.property(pairs, (list) => {
        const cuts = (rows: [number, number][]) =>
          cutsFromTop(
            rows.map(([probability]) => probability),
            rows.map(([, label]) => label),
          );
        expect(cuts([...list].reverse())).toEqual(cuts(list));
      }),
    );
  });
});

describe('operating points', () => {
  it('the lowest threshold at a precision', () => {
    expect(thresholdAtPrecision(p, y, 1)).toBe(0.9);
    expect(thresholdAtPrecision(p, y, 0.75)).toBe(0.4);
    expect(thresholdAtPrecision(p, y, 0.5)).toBe(0.1);
    expect(thresholdAtPrecision([0.5], [0], 0.5)).toBeNull();
    expect(thresholdAtPrecision([], [], 0.5)).toBeNull();
  });

  it('best F1 and F-beta', () => {
    expect(bestFBeta(p, y)).toBe(0.4);
    expect(bestFBeta(p, y, 0.1)).toBe(0.9);
    expect(bestFBeta([0.3, 0.4], [0, 0])).toBe(0.5);
  });

  it('least cost follows the costs', () => {
    expect(leastCost(p, y, { wrongAccept: 100, missedMatch: 1 })).toBe(0.9);
    expect(leastCost(p, y, { wrongAccept: 1, missedMatch: 10 })).toBe(0.4);
    expect(leastCost([0.9], [0], { wrongAccept: 1, missedMatch: 1 })).toBeNull();
  });

  it('recall at a precision', () => {
    expect(recallAtPrecision(p, y, 1)).toBeCloseTo(1 / 3, 12);
    expect(recallAtPrecision(p, y, 0.75)).toBe(1);
    expect(recallAtPrecision([0.9, 0.1], [0, 1], 0.9)).toBe(0);
  });
});

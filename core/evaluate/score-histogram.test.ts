import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scoreHistogram } from './score-histogram.ts';

describe('the histogram of scores', () => {
  it.each([
    [0, 0],
    [0.05, 1],
    [0.15, 3],
    [0.3, 6],
    [0.35, 7],
    [0.6, 12],
    [0.9499, 18],
    [0.95, 19],
    [1, 19],
  ])('puts %s into bin %i', (probability, bin) => {
    const bins = scoreHistogram([{ probability, isYes: true }]);
    expect(bins.findIndex(({ yes }) => yes === 1)).toBe(bin);
  });

  it('holds every pair once, between the edges of its bin', () => {
    const pairs = fc.array(
      fc.record({ probability: fc.double({ min: 0, max: 1, noNaN: true }), isYes: fc.boolean() }),
      { minLength: 1, maxLength: 40 },
    );
    fc.assert(
      fc.property(pairs, (list) => {
        const bins = scoreHistogram(list);
        expect(bins).toHaveLength(20);
        for (const { lower, upper, yes, no } of bins) {
          const inside = list.filter(
            ({ probability: p }) => p >= lower && (p < upper || (upper === 1 && p === 1)),
          );
          expect(yes).toBe(inside.filter(({ isYes }) => isYes).length);
          expect(yes + no).toBe(inside.length);
        }
      }),
    );
  });

  it('is empty without a pair', () => {
    expect(scoreHistogram([])).toEqual([]);
  });
});

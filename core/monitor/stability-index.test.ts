import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equalMassBins, stabilityIndex } from './stability-index.ts';

const histogram = fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 8, maxLength: 8 });

describe('equalMassBins', () => {
  it.each([
    [
      'even counts',
      [5, 5, 5, 5],
      2,
      [
        [0, 2],
        [2, 4],
      ],
    ],
    [
      'more bins than asked for',
      [5, 5, 5, 5],
      8,
      [
        [0, 1],
        [1, 2],
        [2, 3],
        [3, 4],
      ],
    ],
    [
      'a heavy end, with what lies below it apart',
      [0, 1, 0, 99],
      10,
      [
        [0, 3],
        [3, 4],
      ],
    ],
    [
      'a heavy end with nothing below',
      [0, 0, 0, 99],
      10,
      [
        [0, 3],
        [3, 4],
      ],
    ],
    [
      'a heavy middle',
      [1, 0, 97, 0, 2],
      10,
      [
        [0, 2],
        [2, 3],
        [3, 5],
      ],
    ],
    [
      'a rest that goes to its neighbour',
      [4, 4, 4, 4, 2, 2, 1],
      4,
      [
        [0, 2],
        [2, 7],
      ],
    ],
    ['none where none is asked for', [5, 5], 0, []],
  ])('%s', (_, counts, wanted, expected) => {
    expect(equalMassBins(counts, wanted)).toEqual(expected);
  });

  it('covers every fine bin once', () => {
    fc.assert(
      fc.property(histogram, fc.integer({ min: 1, max: 10 }), (counts, wanted) => {
        const bins = equalMassBins(counts, wanted);
        expect(bins.at(0)?.[0] ?? 0).toBe(0);
        expect(bins.at(-1)?.[1] ?? counts.length).toBe(counts.length);
        bins.slice(1).forEach(([from], i) => {
          expect(from).toBe(bins[i]?.[1]);
        });
      }),
    );
  });
});

describe('stabilityIndex', () => {
  it('is the sum of (o - e) ln(o / e), with half a query added to each bin', () => {
    const index = stabilityIndex([50, 50], [25, 75], 0.95);
    const [e, o] = [50.5 / 101, 25.5 / 101];
    const expected = (o - e) * Math.log(o / e) + (1 - o - (1 - e)) * Math.log((1 - o) / (1 - e));
    expect(index?.value).toBeCloseTo(expected, 12);
    // (1/100 + 1/100) times 3.841, the 95 % point of chi-square with one degree of freedom.
    expect(index?.critical).toBeCloseTo(0.02 * 3.841, 4);
  });

  it('is 0 for the same shares, and never below', () => {
    expect(stabilityIndex([50, 50], [50, 50], 0.95)?.value).toBeCloseTo(0, 12);
    fc.assert(
      fc.property(histogram, histogram, (expected, incoming) => {
        const index = stabilityIndex(expected, incoming, 0.95);
        expect(index === null || (index.value >= -1e-12 && Number.isFinite(index.value))).toBe(
          true,
        );
      }),
    );
  });

  it.each([
    ['too few', [9, 9], [50, 50]],
    ['nothing came in', [50, 50], [0, 0]],
  ])('is none where %s', (_, expected, incoming) => {
    expect(stabilityIndex(expected, incoming, 0.95)).toBeNull();
  });
});

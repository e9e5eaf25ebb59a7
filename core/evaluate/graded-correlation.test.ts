import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '#core/math/seeded-random.ts';
import { kendallTauB, pearson, spearman } from './correlation.ts';
import { type GradedPair, gradedCorrelation } from './graded-correlation.ts';
import { sortPairs, weightedCorrelations } from './weighted-correlation.ts';

const rows = fc.array(
  fc.tuple(
    fc.integer({ min: 0, max: 6 }),
    fc.integer({ min: 0, max: 4 }),
    fc.integer({ min: 0, max: 3 }),
  ),
  { minLength: 1, maxLength: 40 },
);

const close = (value: number | null, expected: number | null) =>
  expected === null ? expect(value).toBeNull() : expect(value).toBeCloseTo(expected, 9);

describe('weighted correlation', () => {
  it('is that of pairs which are written down as often as they weigh', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const sorted = sortPairs(
          Float64Array.from(list, ([x]) => x / 7),
          Float64Array.from(list, ([, y]) => y),
        );
        const weighted = weightedCorrelations(
          sorted,
          Uint32Array.from(list, ([, , weight]) => weight),
        );
        const written = list.flatMap(([x, y, weight]) => Array(weight).fill([x / 7, y]));
        const [x, y] = [written.map(([a]) => a), written.map(([, b]) => b)];
        close(weighted.spearman, spearman(x, y));
        close(weighted.pearson, pearson(x, y));
        close(weighted.kendall, kendallTauB(x, y));
      }),
    );
  });
});

function noisyPairs(queries: number, noise: number, seed = 3): GradedPair[] {
  const random = seededRandom(seed);
  return Array.from({ length: queries * 4 }, (_, i) => {
    const grade = (i % 4) / 3;
    return { query: `q${Math.floor(i / 4)}`, grade, score: grade + noise * (random() - 0.5) };
  });
}

describe('correlation with grades', () => {
  it('has intervals that hold the values, the same for the same seed', async () => {
    const pairs = noisyPairs(60, 1.5);
    const options = { seed: 1, resamples: 300 };
    const found = await gradedCorrelation(pairs, options);
    expect(await gradedCorrelation(pairs, options)).toEqual(found);
    expect(found).toMatchObject({ pairs: 240, queries: 60 });
    for (const interval of [found?.spearman, found?.pearson, found?.kendall]) {
      expect(interval?.lower).toBeLessThan(interval?.value ?? 0);
      expect(interval?.upper).toBeGreaterThan(interval?.value ?? 1);
      expect((interval?.upper ?? 1) - (interval?.lower ?? 0)).toBeLessThan(0.3);
    }
    const scores = pairs.map(({ score }) => score);
    const grades = pairs.map(({ grade }) => grade);
    expect(found?.spearman?.value).toBeCloseTo(spearman(scores, grades) ?? 2, 12);
  });

  it('covers the truth more often with whole queries resampled than a lucky few would', async () => {
    const narrow = await gradedCorrelation(noisyPairs(200, 1), { seed: 1, resamples: 300 });
    const wide = await gradedCorrelation(noisyPairs(20, 1), { seed: 1, resamples: 300 });
    const width = (one: typeof narrow) => (one?.pearson?.upper ?? 0) - (one?.pearson?.lower ?? 0);
    expect(width(wide)).toBeGreaterThan(2 * width(narrow));
  });

  it('is null for yes and no, and each measure where the score is constant', async () => {
    const binary = noisyPairs(10, 1).map((pair) => ({ ...pair, grade: Math.round(pair.grade) }));
    expect(await gradedCorrelation(binary, { seed: 1 })).toBeNull();
    expect(await gradedCorrelation([], { seed: 1 })).toBeNull();
    const constant = noisyPairs(10, 1).map((pair) => ({ ...pair, score: 0.1 }));
    expect(await gradedCorrelation(constant, { seed: 1, resamples: 20 })).toEqual({
      ...{ pairs: 40, queries: 10, spearman: null, pearson: null, kendall: null },
    });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '#core/math/seeded-random.ts';
import { bootstrapMeans, pairedBootstrap } from './bootstrap.ts';
import { changesPerQuery, compareVersions, verdictOf } from './compare.ts';
import { randomisationTest } from './randomisation-test.ts';
import { averageMetrics, type PerQuery } from './ranking-metrics.ts';

/** One query's measures, all zero but NDCG. */
function measured(values: readonly number[]): Map<string, PerQuery> {
  const { queries, ...zero } = averageMetrics([]);
  expect(queries).toBe(0);
  return new Map(values.map((value, i) => [`q${i}`, { ...zero, 'ndcg@10': value }]));
}

const uniform = (n: number, seed: number) => Array.from({ length: n }, seededRandom(seed));

describe('bootstrap', () => {
  it('is the same for the same seed and close to the normal interval', async () => {
    const values = uniform(1000, 5);
    const [first] = await bootstrapMeans([values], { seed: 1 });
    const [again] = await bootstrapMeans([values], { seed: 1 });
    expect(again).toEqual(first);
    const half = 1.96 * Math.sqrt(1 / 12 / 1000);
    expect((first?.upper ?? 0) - (first?.value ?? 0)).toBeCloseTo(half, 2);
    expect((first?.value ?? 0) - (first?.lower ?? 0)).toBeCloseTo(half, 2);
  });

  it('covers the true mean about 95 times in 100', async () => {
    let covered = 0;
    for (let seed = 1; seed <= 200; seed++) {
      const [interval] = await bootstrapMeans([uniform(60, seed)], { seed, resamples: 400 });
      if (interval && interval.lower <= 0.5 && interval.upper >= 0.5) covered++;
    }
    expect(covered).toBeGreaterThan(178);
    expect(covered).toBeLessThan(200);
  });

  it('holds its value between its bounds and knows no query', async () => {
    const columns = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
      minLength: 8,
      maxLength: 30,
    });
    await fc.assert(
      fc.asyncProperty(columns, async (values) => {
        const [interval] = await bootstrapMeans([values], { seed: 2, resamples: 500 });
        expect(interval?.lower).toBeLessThanOrEqual((interval?.value ?? 0) + 1e-12);
        expect(interval?.upper).toBeGreaterThanOrEqual((interval?.value ?? 0) - 1e-12);
      }),
      { numRuns: 30 },
    );
    expect(await bootstrapMeans([[]], { seed: 1 })).toEqual([{ value: 0, lower: 0, upper: 0 }]);
  });

  it('resamples both sides of a pair together', async () => {
    const a = uniform(50, 1);
    const b = a.map((value) => value + 0.1);
    const { lower, upper } = await pairedBootstrap(a, b, { seed: 1 });
    expect(lower).toBeCloseTo(0.1, 9);
    expect(upper).toBeCloseTo(0.1, 9);
  });

  it('stops when breathing says so', async () => {
    const breathe = () => Promise.reject(new Error('cancelled'));
    await expect(bootstrapMeans([[1]], { seed: 1, breathe })).rejects.toThrow('cancelled');
  });
});

describe('randomisation test', () => {
  it('counts every pattern where they are few', async () => {
    expect(await randomisationTest([1, 1, 1, 1, 0], { seed: 1 })).toBe(2 / 16);
    expect(await randomisationTest([0, 0], { seed: 1 })).toBe(1);
  });

  it('sampled patterns agree with all of them', async () => {
    const differences = uniform(16, 9).map((value) => value - 0.35);
    const exact = await randomisationTest(differences, { seed: 1 });
    // A difference that does nothing makes seventeen, so that patterns are sampled.
    const sampled = await randomisationTest([...differences, 1e-9], { seed: 1 });
    expect(sampled).toBeCloseTo(exact, 1);
    expect(Math.abs(sampled - exact)).toBeLessThan(0.015);
  });

  it('is never 0 and rejects a true null about once in twenty', async () => {
    let rejected = 0;
    for (let seed = 1; seed <= 200; seed++) {
      const differences = uniform(40, seed).map((value) => value - 0.5);
      if ((await randomisationTest(differences, { seed, flips: 300 })) < 0.05) rejected++;
    }
    expect(rejected).toBeLessThan(22);
    const sure = await randomisationTest(new Float64Array(100).fill(1), { seed: 1 });
    expect(sure).toBeCloseTo(1 / 10_001, 12);
  });
});

describe('comparing versions', () => {
  const base = uniform(300, 4).map((value) => value * 0.8);

  it('a version against itself is within noise', async () => {
    const comparison = await compareVersions(measured(base), measured(base), { seed: 1 });
    expect(comparison).toMatchObject({ pValue: 1, verdict: 'within noise', wins: 0, ties: 300 });
  });

  it('a clear gain is better, the other way round it is worse by as much', async () => {
    const noise = uniform(300, 6);
    const gained = measured(base.map((value, i) => value + 0.2 * (noise[i] ?? 0) - 0.05));
    const names = { seed: 1, from: 'v1', to: 'v2' };
    const forth = await compareVersions(measured(base), gained, names);
    const back = await compareVersions(gained, measured(base), { ...names, from: 'v2', to: 'v1' });
    expect(forth).toMatchObject({ from: 'v1', to: 'v2', verdict: 'better' });
    expect(back.verdict).toBe('worse');
    expect(back.difference.value).toBeCloseTo(-forth.difference.value, 12);
    expect([back.wins, back.losses]).toEqual([forth.losses, forth.wins]);
  });

  it('three lucky queries are within noise', async () => {
    const lucky = await compareVersions(measured([0, 0, 0]), measured([1, 1, 1]), { seed: 1 });
    expect(lucky).toMatchObject({ verdict: 'within noise', wins: 3, pValue: 0.25 });
  });

  it('lists the largest change first and only queries that both measured', () => {
    const changes = changesPerQuery(measured([0.5, 0.5, 0.5]), measured([0.6, 0.1]));
    expect(changes.map(({ query }) => query)).toEqual(['q1', 'q0']);
  });

  it.each([
    [{ value: 0.1, lower: 0.05, upper: 0.2 }, 0.01, 'better'],
    [{ value: -0.1, lower: -0.2, upper: -0.05 }, 0.01, 'worse'],
    [{ value: 0.1, lower: 0.05, upper: 0.2 }, 0.06, 'within noise'],
    [{ value: 0.1, lower: -0.01, upper: 0.2 }, 0.04, 'within noise'],
  ] as const)('%o with p = %s is %s', (difference, pValue, verdict) => {
    expect(verdictOf(difference, pValue)).toBe(verdict);
  });
});

import { describe, expect, it } from 'vitest';
import { assembleMetrics } from './evaluate-version.ts';
import { firstDifference, remeasure } from './remeasure.ts';
import { formatScores, parseScores } from './stored-scores.ts';

const keys = ['a', 'b', 'c'];
const rankings = Array.from({ length: 12 }, (_, q) => ({
  query: `q${q}`,
  results: keys.map((key, place) => ({ key, score: ((q + place) % 3) / 3 })),
}));
const pairs = rankings.flatMap(({ query, results }, q) =>
  results.map(({ key, score }, place) => ({
    ...{ query, key },
    probability: (score + 0.1) / 1.2,
    isYes: (q * place) % 3 === 0,
  })),
);
const thresholds = {
  ...{ accept: 0.8, reject: 0.2, bestF1: 0.5, targetPrecision: 0.95, maxLoss: 0.02 },
  ...{ confidence: 0.95, basis: 'calibrated' as const, notes: [] },
};

describe('remeasure', () => {
  it('works out from what is stored what was measured', async () => {
    const qrels = new Map(
      rankings.map(({ query }, q) => [query, new Map([[keys[q % 3] ?? '', 1]])]),
    );
    const input = { rankings, qrels, leakedQueries: new Set<string>(), pairs, thresholds };
    const measured = await assembleMetrics(input, { seed: 5 });
    const stored = parseScores(formatScores({ ...measured, pairs }));
    expect(stored).not.toBeNull();
    if (!stored) return;
    const again = await remeasure(stored, { seed: 5 });
    const wanted = Object.fromEntries(
      Object.entries(measured.metrics).filter(([name]) => name in again),
    );
    expect(Object.keys(wanted).length).toBe(7);
    expect(firstDifference(wanted, again, 1e-12)).toBeNull();
    const other = await remeasure(stored, { seed: 6 });
    expect(firstDifference(wanted, other, 1e-12)).toMatch(/^intervals\./);
  });
});

it.each([
  [{ a: 1, b: [1, { c: 2 }] }, { a: 1, b: [1, { c: 2.1 }] }, 'b.1.c'],
  [{ a: 1 }, { a: 1 + 1e-7 }, null],
  [{ a: 1 }, { a: 1, b: null }, 'b'],
  [{ a: null }, { a: 0 }, 'a'],
  [{ a: Number.NaN }, { a: 1 }, 'a'],
  [[1, 2], [1], '1'],
  ['x', 'x', null],
])('the first difference of %j and %j is %j', (wanted, found, path) => {
  expect(firstDifference(wanted, found, 1e-6)).toBe(path);
});

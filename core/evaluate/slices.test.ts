import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { averageMetrics, type PerQuery } from './ranking-metrics.ts';
import { type Facet, LEAST_QUERIES, sliceMeasures } from './slices.ts';

const { queries: _none, ...zero } = averageMetrics([]);
const perQuery = (values: readonly number[]): Map<string, PerQuery> =>
  new Map(values.map((value, i) => [`q${i}`, { ...zero, 'ndcg@10': value, top1: value }]));
const facet = (values: readonly string[], name = 'kind'): Facet => ({
  facet: name,
  values: new Map(values.map((value, i) => [`q${i}`, value])),
});
const repeat = <Item>(item: Item, times: number): Item[] => Array(times).fill(item);

describe('slices', () => {
  it('measure each part, largest first', async () => {
    const kinds = facet([...repeat('a', 10), ...repeat('b', 20)]);
    const measured = perQuery([...repeat(1, 10), ...repeat(0.25, 20)]);
    const slices = await sliceMeasures([kinds], measured, null, { seed: 1 });
    expect(slices).toMatchObject([
      { facet: 'kind', value: 'b', queries: 20, ndcg: { value: 0.25 }, change: null },
      { facet: 'kind', value: 'a', queries: 10, ndcg: { value: 1, lower: 1, upper: 1 } },
    ]);
  });

  it.each([
    [{ a: 30, b: 4, c: 5 }, []],
    [{ a: 30, b: 5, c: 5 }, ['a', 'other']],
    [{ a: 30, b: 12, c: 5, d: 6 }, ['a', 'b', 'other']],
    [{ a: 30, b: 12, c: 3 }, ['a', 'b']],
    [{ a: 30 }, []],
    [{ a: 4, b: 4 }, []],
    [{}, []],
  ])('of %j are %j: small parts go together, and one part is no slice', async (sizes, expected) => {
    const values = Object.entries(sizes).flatMap(([value, size]) => repeat(value, size));
    const measured = perQuery(repeat(0.5, values.length));
    const slices = await sliceMeasures([facet(values)], measured, null, { seed: 1 });
    expect(slices.map(({ value }) => value)).toEqual(expected);
  });

  it('leave out queries that do not count, and those that a facet does not know', async () => {
    const kinds = facet([...repeat('a', 15), ...repeat('b', 15)]);
    const measured = perQuery(repeat(0.5, 40));
    for (const query of ['q0', 'q1', 'q2']) measured.delete(query);
    const slices = await sliceMeasures([kinds], measured, null, { seed: 1 });
    expect(slices.map(({ queries }) => queries)).toEqual([15, 12]);
  });

  it('rest their verdicts on p values that are adjusted over all slices of all facets', async () => {
    const values = [...repeat('a', 12), ...repeat('b', 20)];
    const [before, now] = [perQuery(repeat(0.5, 32)), perQuery(repeat(0.5, 32))];
    // Six wins and no loss: p = 2 / 2^6 = 0.03125 by itself.
    for (let i = 0; i < 6; i++) now.set(`q${i}`, { ...zero, 'ndcg@10': 1 });
    const one = await sliceMeasures([facet(values)], now, before, { seed: 1 });
    const a = one.find(({ value }) => value === 'a');
    expect(a?.change).toMatchObject({ pValue: 0.0625, verdict: 'within noise' });
    expect(a?.change?.difference.lower).toBeGreaterThan(0);
    const two = await sliceMeasures([facet(values), facet(values, 'same')], now, before, {
      seed: 1,
    });
    expect(two.map(({ change }) => change?.pValue)).toEqual([1, 0.125, 1, 0.125]);
  });

  it('hold every query at most once for each facet, and their weighted mean is the whole', async () => {
    const parts = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), {
      minLength: 20,
      maxLength: 80,
    });
    await fc.assert(
      fc.asyncProperty(parts, async (values) => {
        const measured = perQuery(values.map((_, i) => (i % 7) / 7));
        const slices = await sliceMeasures([facet(values)], measured, null, { seed: 1 });
        const inside = slices.reduce((sum, { queries }) => sum + queries, 0);
        expect(inside).toBeLessThanOrEqual(values.length);
        for (const { queries } of slices) expect(queries).toBeGreaterThanOrEqual(LEAST_QUERIES);
        if (inside < values.length) return;
        const sum = slices.reduce((total, { queries, ndcg }) => total + queries * ndcg.value, 0);
        const whole = [...measured.values()].reduce((total, one) => total + one['ndcg@10'], 0);
        expect(sum).toBeCloseTo(whole, 9);
      }),
      { numRuns: 25 },
    );
  });
});

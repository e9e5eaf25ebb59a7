import { describe, expect, it } from 'vitest';
import { compareMeasures } from './measure-comparisons.ts';
import { changedQueries, type QueryMeasures } from './query-changes.ts';
import { averageMetrics, type PerQuery } from './ranking-metrics.ts';

const { queries: _none, ...zero } = averageMetrics([]);
const measures = (rows: Record<string, { ndcg: number; rank: number | null }>): QueryMeasures => ({
  perQuery: new Map(
    Object.entries(rows).map(([query, { ndcg }]) => [query, { ...zero, 'ndcg@10': ndcg }]),
  ),
  outcomes: Object.entries(rows).map(([query, { rank }]) => ({
    ...{ query, right: 'a', found: 'b', rank },
    outcome: 'scoring-miss',
  })),
});

describe('changed queries', () => {
  it('come largest change first, with both ranks, without those that did not change', () => {
    const before = measures({
      same: { ndcg: 0.5, rank: 2 },
      little: { ndcg: 0.5, rank: 2 },
      much: { ndcg: 1, rank: 1 },
      gone: { ndcg: 1, rank: 1 },
    });
    const now = measures({
      same: { ndcg: 0.5 + 1e-12, rank: 2 },
      little: { ndcg: 0.63, rank: 3 },
      much: { ndcg: 0, rank: null },
    });
    expect(changedQueries(before, now)).toEqual([
      { query: 'much', right: 'a', before: 1, now: 0, rankBefore: 1, rankNow: null },
      { query: 'little', right: 'a', before: 0.5, now: 0.63, rankBefore: 2, rankNow: 3 },
    ]);
  });
});

describe('comparing by several measures', () => {
  const measured = (n: number, of: (i: number) => Partial<PerQuery>) =>
    new Map(Array.from({ length: n }, (_, i) => [`q${i}`, { ...zero, ...of(i) }] as const));

  it('adjusts the p values over the measures, and the verdicts rest on that', async () => {
    const before = measured(20, () => ({}));
    // Six wins in NDCG, nothing in recall, a dozen wins in the others.
    const now = measured(20, (i) => ({
      ...{ 'ndcg@10': i < 6 ? 0.5 : 0, top1: i < 12 ? 1 : 0, 'mrr@10': i < 12 ? 1 : 0 },
    }));
    const found = await compareMeasures(before, now, { seed: 1, from: 'v1', to: 'v2' });
    expect(found.map(({ measure, pValue }) => [measure, pValue])).toEqual([
      ['ndcg@10', 2 / 2 ** 6],
      ['mrr@10', 2 / 2 ** 12],
      ['top1', 2 / 2 ** 12],
      ['recall@10', 1],
    ]);
    expect(found.map(({ adjustedP }) => adjustedP)).toEqual([
      4 / 2 ** 6,
      8 / 2 ** 12,
      8 / 2 ** 12,
      1,
    ]);
    expect(found.map(({ verdict }) => verdict)).toEqual([
      ...['within noise', 'better', 'better', 'within noise'],
    ]);
    expect(found[0]).toMatchObject({ from: 'v1', to: 'v2', wins: 6, losses: 0, ties: 14 });
  });
});

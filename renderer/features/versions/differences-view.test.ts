import { describe, expect, it } from 'vitest';
import type { ComparedMeasure } from '#core/contract/index.ts';
import { differenceGroups, measureRows, sameWords } from './differences-view.ts';

const comparison: NonNullable<ComparedMeasure['comparison']> = {
  measure: 'ndcg@10',
  from: 'v1',
  to: 'v2',
  difference: { value: 0.013, lower: 0.001, upper: 0.025 },
  pValue: 0.03,
  adjustedP: 0.04,
  verdict: 'better',
  wins: 9,
  losses: 3,
  ties: 40,
};

describe('measureRows', () => {
  it('says by how much, how sure, and what to think of it', () => {
    const [row] = measureRows([{ name: 'ndcg@10', from: 0.561, to: 0.574, comparison }]);
    expect(row).toMatchObject({ name: 'NDCG@10', from: '0.561', to: '0.574', tone: 'good' });
    expect(row?.change.replaceAll('−', '-')).toBe('+0.013 (+0.001 to +0.025)');
    expect(row?.verdict).toBe('better');
  });

  it('leaves out what is the same and was not compared', () => {
    const same = { name: 'map', from: 0.5, to: 0.5, comparison: null };
    expect(measureRows([same, { ...same, to: 0.6 }]).map(({ name }) => name)).toEqual(['MAP']);
  });

  it('gives the bare difference where there is no interval, and nothing where one was not measured', () => {
    const bare = { name: 'Accepted', from: 0.5, to: 0.75, comparison: null };
    const [plain, missing] = measureRows([bare, { ...bare, from: null }]);
    expect([plain?.change, plain?.verdict, plain?.tone]).toEqual(['+0.250', '', 'plain']);
    expect([missing?.from, missing?.change]).toEqual(['–', '']);
  });
});

describe('differenceGroups', () => {
  it('puts first what explains the numbers, and leaves empty kinds out', () => {
    const groups = differenceGroups([
      { group: 'environment', name: 'Node', from: '20', to: '22' },
      { group: 'embedder', name: 'Model', from: null, to: 'MiniLM' },
      { group: 'environment', name: 'App', from: '0.1', to: '0.2' },
    ]);
    expect(groups.map(({ title, rows }) => [title, rows.length])).toEqual([
      ['Embedder', 1],
      ['Environment', 2],
    ]);
    expect(groups[0]?.rows[0]).toEqual({ name: 'Model', from: '–', to: 'MiniLM' });
  });

  it.each([
    [0, ''],
    [1, 'One other thing is the same.'],
    [31, '31 other things are the same.'],
  ])('%d the same', (count, words) => {
    expect(sameWords(count)).toBe(words);
  });
});

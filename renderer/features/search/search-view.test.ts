import { describe, expect, it } from 'vitest';
import type { EntryRow, SearchHit } from '#core/contract/index.ts';
import {
  barShare,
  describeRival,
  layWaterfall,
  moveSelection,
  orderTerms,
  sampleQueries,
  withVerdict,
} from './search-view.ts';

function hit(key: string, probability: number | null): SearchHit {
  return {
    key,
    name: `Name ${key}`,
    term: '',
    learnt: false,
    probability,
    band: null,
    semantic: 0,
    lexical: 0,
    contributions: [],
    judged: null,
    judgmentId: null,
  };
}

function entry(name: string, ...others: string[]): EntryRow {
  return { key: name, name, terms: [name, ...others], termCount: 0, judgments: { yes: 0, no: 0 } };
}

describe('layWaterfall', () => {
  it('lays each piece where the one before ended and adds up to the log-odds', () => {
    const { steps, zero, total } = layWaterfall([
      { name: 'Meaning', value: 0.8, logOdds: 3 },
      { name: 'Prior', value: 1, logOdds: -4 },
      { name: 'Letters', value: 0.7, logOdds: 2 },
    ]);
    expect(total).toBe(1);
    expect(zero).toBe(0.25);
    expect(steps.map(({ start, end }) => [start, end])).toEqual([
      [0.25, 1],
      [1, 0],
      [0, 0.5],
    ]);
  });

  it('has a scale even when nothing contributes', () => {
    expect(layWaterfall([{ name: 'Prior', value: 1, logOdds: 0 }]).steps[0]?.end).toBe(0);
  });
});

describe('moveSelection', () => {
  it.each([
    [0, 'ArrowDown', 1],
    [4, 'ArrowDown', 4],
    [3, 'ArrowUp', 2],
    [0, 'ArrowUp', 'box'],
    [3, 'Home', 0],
    [1, 'End', 4],
    [2, 'x', 2],
  ])('from %i by %s', (from, key, to) => {
    expect(moveSelection(from, key, 5)).toBe(to);
  });
});

describe('hits', () => {
  it('names the rival of a hit', () => {
    const results = [hit('a', 0.93), hit('b', 0.61)];
    expect(describeRival(results, 0)).toEqual({
      label: 'Next best is',
      name: 'Name b',
      at: 'at 0.61',
    });
    expect(describeRival(results, 1)?.label).toBe('Best is');
    expect(describeRival([hit('a', null)], 0)).toBeNull();
  });

  it('changes one verdict and leaves the others', () => {
    const [first, second] = withVerdict([hit('a', 1), hit('b', 1)], 'b', 'yes', 'j1');
    expect([first?.judged, second?.judged, second?.judgmentId]).toEqual([null, 'yes', 'j1']);
  });

  it('keeps bars between empty and full', () => {
    expect([-0.2, 0.4, 1.3].map(barShare)).toEqual([0, 0.4, 1]);
  });
});

describe('terms', () => {
  it('offers short terms spread over the entries', () => {
    const entries = [
      entry('Chief Executives', 'CEO (Chief Executive Officer)', 'Bank President'),
      entry('Legislators', 'Senator'),
      entry('Sales Managers', 'Sales Director'),
      entry('X'),
    ];
    expect(sampleQueries(entries, 3)).toEqual(['Bank President', 'Senator', 'Sales Director']);
    expect(sampleQueries([], 3)).toEqual([]);
  });

  it('puts the matching term first, also a learnt one that the dictionary does not hold', () => {
    expect(orderTerms(['a', 'b'], 'b')).toEqual(['b', 'a']);
    expect(orderTerms(['a'], 'learnt')).toEqual(['learnt', 'a']);
  });
});

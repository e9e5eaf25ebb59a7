import { describe, expect, it } from 'vitest';
import {
  changeOptions,
  filterDifferences,
  filterQueries,
  holds,
  outcomeOptions,
} from './queries-view.ts';
import { queryDifference, queryResult } from './testing.ts';

const queries = [
  queryResult('plumbr', { outcome: 'scoring-miss', rank: 3 }),
  queryResult('Électricien', { outcome: 'right' }),
  queryResult('zzz', { outcome: 'nothing-right', right: null, found: null, rank: null }),
];

describe('every query', () => {
  it('can be chosen by outcome; outcomes without queries are not offered', () => {
    expect(outcomeOptions(queries).map(({ value, count }) => [value, count])).toEqual([
      ['all', 3],
      ['scoring-miss', 1],
      ['right', 1],
      ['nothing-right', 1],
    ]);
    expect(filterQueries(queries, 'right', '').map(({ query }) => query)).toEqual(['Électricien']);
    expect(filterQueries(queries, 'all', '')).toHaveLength(3);
  });

  it.each([
    ['electric', 1],
    ['PLUMBER', 2],
    ['47-21', 2],
    ['nobody', 0],
  ])('can be found by its text, its entries and their keys: %s', (text, found) => {
    expect(filterQueries(queries, 'all', text)).toHaveLength(found);
  });

  it('is found by nothing', () => {
    expect(holds({ query: 'a', right: null }, '  ')).toBe(true);
  });
});

describe('differences', () => {
  const differences = [queryDifference('up', 0.2, 1), queryDifference('down', 1, 0.3)];

  it('are won or lost', () => {
    expect(changeOptions(differences).map(({ count }) => count)).toEqual([2, 1, 1]);
    expect(filterDifferences(differences, 'won', '').map(({ query }) => query)).toEqual(['up']);
    expect(filterDifferences(differences, 'lost', '').map(({ query }) => query)).toEqual(['down']);
    expect(filterDifferences(differences, 'all', 'own')).toHaveLength(1);
  });
});

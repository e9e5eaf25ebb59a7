import { describe, expect, it } from 'vitest';
import { categoryFinder, type FacetQuery, facetsOf } from './facets.ts';

const text = {
  words: (value: string) => value.toLowerCase().split(' ').filter(Boolean),
  known: new Set(['nurse', 'night']),
  script: () => 'Latin',
  language: () => 'unclear',
};
const query = (name: string, rest: Partial<FacetQuery> = {}): FacetQuery => ({
  ...{ query: name, text: name, fields: {}, columns: {} },
  ...rest,
});

describe('facets', () => {
  it.each([
    ['Nurse', '1', 'all'],
    ['night nurse', '2', 'all'],
    ['nurse by night', '3', 'some'],
    ['somebody who heals people', '4+', 'none'],
    ['', '0', 'none'],
  ])('of %j: %s words, of which %s are seen', (name, length, seen) => {
    const found = facetsOf([query(name)], text, { fields: [], columns: [] });
    expect(found.map(({ facet, values }) => [facet, values.get(name)])).toEqual([
      ['Words in the query', length],
      ['Terms seen', seen],
      ['Script', 'Latin'],
      ['Language', 'unclear'],
    ]);
  });

  it("look at what was searched with, fields of the right entry and the file's columns", () => {
    const queries = [
      query('v1', {
        text: 'night nurse',
        fields: { zone: 2, ids: ['x'] },
        columns: { by: ' ann ' },
      }),
      query('v2', { fields: { zone: '' } }),
    ];
    const found = facetsOf(queries, text, { fields: ['zone', 'ids'], columns: ['by'] });
    const values = (name: string) => [...(found.find(({ facet }) => facet === name)?.values ?? [])];
    expect(values('Words in the query')).toEqual([
      ['v1', '2'],
      ['v2', '1'],
    ]);
    expect([values('zone'), values('ids'), values('by')]).toEqual([
      [['v1', '2']],
      [],
      [['v1', 'ann']],
    ]);
  });

  it('are of kinds alone: two to twelve values', () => {
    const finder = categoryFinder();
    for (let i = 0; i < 30; i++) {
      finder.add({ two: i % 2 === 0, twelve: i % 12, thirteen: i % 13, one: 'x', name: `n${i}` });
      finder.add({ list: [i], empty: ' ', twelve: null });
    }
    expect(finder.names()).toEqual(['two', 'twelve']);
  });
});

import { describe, expect, it } from 'vitest';
import { gatherQueries } from './judged-queries.ts';
import { judgedQueries, judgment } from './testing.ts';

const DICTIONARY = {
  rn: ['Registered Nurse', 'RN'],
  chef: ['Head Chef'],
  silent: [],
  many: Array.from({ length: 20 }, (_, i) => `Term ${i}`),
};
const only = (...judgments: Parameters<typeof judgment>[]) => {
  const [query, ...others] = judgedQueries(
    DICTIONARY,
    judgments.map((each) => judgment(...each)),
  );
  expect(others).toEqual([]);
  return query;
};

describe('gatherQueries', () => {
  it('gathers the decisions about one query under its first spelling', () => {
    expect(
      only(
        ['Ward  Nurse', 'rn', 'yes'],
        ['ward nurse', 'chef', 'no'],
        ['WARD NURSE', 'many', 'no'],
      ),
    ).toMatchObject({
      query: 'Ward  Nurse',
      normalised: 'ward nurse',
      texts: ['Ward  Nurse'],
      self: null,
      yes: ['rn'],
      no: ['chef', 'many'],
      leaked: false,
    });
  });

  it('counts the later of two judgments about one pair, once', () => {
    const query = only(
      ['nurse', 'rn', 'no', 'search'],
      ['Nurse', 'rn', 'yes'],
      ['nurse', 'rn', 'yes'],
    );
    expect(query).toMatchObject({ yes: ['rn'], no: [], chosen: new Set() });
  });

  it('leaves out keys that no entry has', () => {
    expect(judgedQueries(DICTIONARY, [judgment('nurse', 'gone', 'yes')])).toEqual([]);
    expect(only(['nurse', 'gone', 'yes'], ['nurse', 'rn', 'no'])).toMatchObject({ yes: [] });
  });

  it.each([
    ['import', false],
    ['audit', false],
    ['search', true],
    ['review', true],
  ] as const)('marks judgments from %s as chosen by a score: %s', (source, chosen) => {
    expect(only(['nurse', 'rn', 'yes', source])?.chosen.has('rn')).toBe(chosen);
  });

  it('marks a query that is a term of the dictionary', () => {
    expect(only(['HEAD chef', 'rn', 'no'])).toMatchObject({ self: null, leaked: true });
  });

  it('searches with the terms of the entry that a query names, and not for it', () => {
    expect(only(['rn', 'chef', 'no'])).toMatchObject({
      self: 'rn',
      texts: DICTIONARY.rn,
      leaked: false,
    });
    expect(only(['many', 'chef', 'no'])?.texts).toHaveLength(8);
    expect(only(['silent', 'chef', 'no'])).toMatchObject({ self: 'silent', texts: ['silent'] });
  });

  it('lets an entry be found that is judged against its own key', () => {
    expect(only(['rn', 'rn', 'yes'], ['rn', 'chef', 'no'])).toMatchObject({
      self: null,
      yes: ['rn'],
      leaked: true,
    });
  });

  it('asks for the split of the normalised query', () => {
    const [query] = gatherQueries({
      entries: [{ key: 'rn', terms: [] }],
      judgments: [judgment('NURSE', 'rn', 'yes')],
      splitOf: (normalised) => ({ split: 'test', group: `group of ${normalised}` }),
    });
    expect(query).toMatchObject({ split: 'test', group: 'group of nurse' });
  });
});

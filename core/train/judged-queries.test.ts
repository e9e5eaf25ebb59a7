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

  describe('with other collections', () => {
    const entries = Object.entries(DICTIONARY).map(([key, terms]) => ({ key, terms }));
    const others = [
      [
        { key: 'v1', terms: ['Nurse wanted', 'Night shifts on ward 7'] },
        { key: 'rn', terms: ['another rn'] },
        { key: 'Head Chef', terms: ['Cook wanted'] },
        { key: 'bare', terms: [] },
      ],
      [{ key: 'v1', terms: ['a later v1'] }],
    ];
    const gathered = (...judgments: Parameters<typeof judgment>[]) =>
      gatherQueries({
        entries,
        others,
        judgments: judgments.map((each) => judgment(...each)),
        splitOf: (group) => ({ split: 'train', group }),
      });

    it('searches with the terms of the entry that a query names, of the first collection', () => {
      expect(gathered(['v1', 'rn', 'yes'], ['v1', 'chef', 'no'])).toMatchObject([
        {
          ...{ query: 'v1', self: null, foreign: true, leaked: false },
          ...{ texts: ['Nurse wanted', 'Night shifts on ward 7'], yes: ['rn'], no: ['chef'] },
        },
      ]);
    });

    it('prefers the canonical entry of that key', () => {
      const [query] = gathered(['rn', 'chef', 'no']);
      expect(query).toMatchObject({ self: 'rn', texts: DICTIONARY.rn });
      expect(query).not.toHaveProperty('foreign');
      const [own] = gathered(['rn', 'rn', 'yes']);
      expect(own).toMatchObject({ self: null, texts: DICTIONARY.rn, leaked: true });
      expect(own).not.toHaveProperty('foreign');
    });

    it('takes a key that is a term too for a key, and no leak', () => {
      expect(gathered(['Head Chef', 'chef', 'yes'])).toMatchObject([
        { texts: ['Cook wanted'], foreign: true, leaked: false },
      ]);
    });

    it('searches with the key of an entry without terms', () => {
      expect(gathered(['bare', 'rn', 'no'])).toMatchObject([{ texts: ['bare'], foreign: true }]);
    });

    it('leaves out what is judged for an entry that is not canonical', () => {
      expect(gathered(['nurse', 'v1', 'yes'])).toEqual([]);
    });

    it('changes nothing for free texts', () => {
      const judgments = [judgment('HEAD chef', 'rn', 'no'), judgment('nurse', 'rn', 'yes')];
      const splitOf = (group: string) => ({ split: 'test' as const, group });
      const input = { entries, judgments, splitOf };
      expect(gatherQueries({ ...input, others })).toEqual(gatherQueries(input));
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

  it('keeps grades where there are some, 1 and 0 beside them, and never against the verdict', () => {
    const graded = (key: string, verdict: 'yes' | 'no', grade?: number) => ({
      ...judgment('ward nurse', key, verdict),
      ...(grade !== undefined && { grade }),
    });
    const gradesOf = (...judgments: ReturnType<typeof graded>[]) =>
      gatherQueries({
        entries: ['a', 'b', 'c', 'd'].map((key) => ({ key, terms: [key] })),
        judgments,
        splitOf: (group) => ({ split: 'test', group }),
      })[0]?.grades;
    expect(gradesOf(graded('a', 'yes'), graded('b', 'no'))).toBeUndefined();
    const mixed = [graded('a', 'yes', 0.6), graded('b', 'no', 0.3), graded('c', 'yes')];
    expect([...(gradesOf(...mixed, graded('d', 'no', 0.9)) ?? [])]).toEqual([
      ...[['a', 0.6] as const, ['b', 0.3] as const, ['c', 1] as const, ['d', 0] as const],
    ]);
  });
});

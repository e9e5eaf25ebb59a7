import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differencesOf, type Fact, factsOf } from './compare-versions.ts';

const fact = (name: string, value: Fact['value'], group: Fact['group'] = 'data'): Fact => ({
  ...{ group, name, value },
});

describe('differencesOf', () => {
  it.each<[string, Fact['value'], Fact['value'], [string | null, string | null] | null]>([
    ['the same', 'a', 'a', null],
    ['nothing twice', null, null, null],
    ['words', 'a', 'b', ['a', 'b']],
    ['more', 11_408, 11_431, ['11\u202f408', '11\u202f431 (+23)']],
    ['fewer', 1200, 200, ['1\u202f200', '200 (−1\u202f000)']],
    ['a count that was not there', null, 1200, [null, '1\u202f200']],
  ])('%s', (_, from, to, expected) => {
    const { differences, same } = differencesOf([fact('x', from)], [fact('x', to)]);
    const values = differences.map((one) => [one.from, one.to]);
    expect([values, same]).toEqual(expected ? [[expected], 0] : [[], 1]);
  });

  it('keeps groups together and tells apart what only has the same name', () => {
    const { differences, same } = differencesOf(
      [fact('a', '1', 'settings'), fact('a', '1'), fact('b', '1', 'settings'), fact('c', '1')],
      [fact('a', '2', 'settings'), fact('a', '2'), fact('c', '1'), fact('d', '1', 'settings')],
    );
    expect(differences.map(({ group, name }) => `${group} ${name}`)).toEqual([
      'settings a',
      'settings b',
      'settings d',
      'data a',
    ]);
    expect(same).toBe(1);
  });

  it('finds nothing between a list and itself, and the same names both ways', () => {
    const facts = fc.uniqueArray(
      fc.record<Fact>({
        group: fc.constantFrom('data', 'settings'),
        name: fc.constantFrom('a', 'b', 'c', 'd'),
        value: fc.oneof(fc.integer(), fc.constantFrom('x', 'y'), fc.constant(null)),
      }),
      { selector: ({ group, name }) => `${group} ${name}` },
    );
    fc.assert(
      fc.property(facts, facts, (from, to) => {
        expect(differencesOf(from, from)).toEqual({ differences: [], same: from.length });
        const there = differencesOf(from, to);
        const back = differencesOf(to, from);
        const names = ({ differences }: typeof there) =>
          differences.map(({ group, name }) => `${group} ${name}`).sort();
        expect(names(back)).toEqual(names(there));
        expect(back.same).toBe(there.same);
      }),
    );
  });
});

describe('factsOf', () => {
  it('says plain values in words, also those inside', () => {
    const values = { on: true, off: false, none: null, n: 0.1, list: [1], deep: { a: { b: 'x' } } };
    expect(factsOf('settings', values).map(({ name, value }) => [name, value])).toEqual([
      ['on', 'yes'],
      ['off', 'no'],
      ['none', null],
      ['n', '0.1'],
      ['list', '[1]'],
      ['deep.a.b', 'x'],
    ]);
  });
});

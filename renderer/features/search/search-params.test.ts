import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldFilter } from '#core/contract/index.ts';
import { formatRoute, parseRoute } from '#renderer/app/route.ts';
import { NEW_SEARCH, readSearch, type SearchState, writeSearch } from './search-params.ts';

const end = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const filter: fc.Arbitrary<FieldFilter> = fc.oneof(
  fc.record({
    field: fc.string(),
    op: fc.constantFrom('is' as const, 'not' as const),
    values: fc.array(fc.oneof(fc.string(), end, fc.boolean()), { minLength: 1, maxLength: 4 }),
  }),
  fc.record({ field: fc.string(), op: fc.constant('range' as const), from: end, to: end }),
);
const name = fc.string({ minLength: 1 });
const state: fc.Arbitrary<SearchState> = fc.record({
  text: fc.string({ unit: 'grapheme' }),
  by: fc.constantFrom('text', 'key'),
  mode: fc.constantFrom('hybrid', 'meaning', 'letters'),
  from: name,
  in: name,
  filters: fc.array(filter, { maxLength: 5 }),
});

describe('the address of a search', () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(state, (search) => {
        const hash = formatRoute({ screen: 'search', params: writeSearch(search) });
        expect(readSearch(parseRoute(hash).params)).toEqual(search);
      }),
    );
  });

  it('of a new search is short', () => {
    expect(formatRoute({ screen: 'search', params: writeSearch(NEW_SEARCH) })).toBe('#/search');
  });

  it.each([
    ['no JSON', '[{"field"'],
    ['no list', '{"field":"a","op":"is","values":["x"]}'],
    ['an unknown condition', '[{"field":"a","op":"like","values":["x"]}]'],
    ['no values', '[{"field":"a","op":"is","values":[]}]'],
    ['a value that is none', '[{"field":"a","op":"is","values":[{}]}]'],
    ['no end', '[{"field":"a","op":"range"}]'],
    ['an end that is no number', '[{"field":"a","op":"range","from":"1"}]'],
    ['nothing', '[null]'],
  ])('leaves out filters with %s', (_name, filters) => {
    expect(readSearch({ q: 'x', filters })).toEqual({ ...NEW_SEARCH, text: 'x' });
  });
});

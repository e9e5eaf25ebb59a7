import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kindOf, typeFields } from './field-values.ts';

const typed = (values: unknown[], columns: ReadonlySet<string> | null = null) => {
  const drafts = values.map((value, n) => ({
    ...{ key: `k${n}`, line: n + 1, terms: [] },
    ...(value === undefined ? {} : { fields: { f: value } }),
  }));
  typeFields(drafts, columns);
  return drafts.map(({ fields }) => fields?.f);
};

describe('the kind of a value', () => {
  it.each([
    ['0', 'number'],
    ['-12.50', 'number'],
    ['1e6', 'number'],
    ['9007199254740991', 'number'],
    ['9007199254740992', 'text'],
    ['1e300', 'number'],
    ['1e400', 'text'],
    ['007', 'text'],
    ['+5', 'text'],
    ['.5', 'text'],
    ['1 000', 'text'],
    ['1,5', 'text'],
    ['NaN', 'text'],
    ['0x10', 'text'],
    ['TRUE', 'boolean'],
    ['false', 'boolean'],
    ['yes', 'text'],
    ['', 'text'],
  ])('%j is %s', (text, kind) => {
    expect(kindOf(text)).toBe(kind);
  });
});

describe('typeFields', () => {
  it.each([
    ['all numbers', ['1', '2.50', undefined, '-3'], [1, 2.5, undefined, -3]],
    ['all booleans', ['True', 'FALSE'], [true, false]],
    ['numbers and a text', ['1', 'two'], ['1', 'two']],
    ['numbers and booleans', ['1', 'true'], ['1', 'true']],
    ['values that have a type', ['1', 2], ['1', 2]],
  ])('decides for the whole column: %s', (_, values, expected) => {
    expect(typed(values)).toEqual(expected);
  });

  it('leaves columns of text as they are', () => {
    expect(typed(['1', '2'], new Set())).toEqual(['1', '2']);
    expect(typed(['1', '2'], new Set(['f']))).toEqual([1, 2]);
  });

  it('gives back every number that a program writes', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true })), (numbers) => {
        // Long rows of digits stay texts.
        const safe = numbers.filter((n) => !Number.isInteger(n) || Number.isSafeInteger(n));
        expect(typed(safe.map((n) => JSON.stringify(n)))).toEqual(safe.map((n) => n + 0));
      }),
    );
  });
});

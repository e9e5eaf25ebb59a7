import { describe, expect, it } from 'vitest';
import type { FieldFilter } from '#core/contract/search.ts';
import type { FieldColumn } from './entry-fields.ts';
import { checkFilters } from './field-filter.ts';
import { conditionOf, literalOf } from './field-filter-sql.ts';

const columnOf = (
  field: string,
  type: FieldColumn['summary']['type'],
  list = false,
): FieldColumn => ({
  column: `f${field.length}`,
  list,
  summary: { field, type, entries: 1, values: [], distinct: 1, min: null, max: null },
});
const COLUMNS = [
  columnOf('t', 'text'),
  columnOf('nn', 'number'),
  columnOf('bbb', 'boolean'),
  columnOf('list', 'text', true),
];

describe('checking', () => {
  it.each<[FieldFilter, string, string]>([
    [
      { field: 'x', op: 'is', values: ['a'] },
      'There is no field x.',
      'The fields are t, nn, bbb, list.',
    ],
    [
      { field: 'nn', op: 'is', values: [1, '2'] },
      'The field nn holds numbers; "2" is none.',
      'Give numbers.',
    ],
    [{ field: 't', op: 'not', values: [1] }, 'The field t holds texts; 1 is none.', 'Give texts.'],
    [
      { field: 'bbb', op: 'is', values: ['true'] },
      'The field bbb holds true or false; "true" is none.',
      'Give true or false.',
    ],
    [
      { field: 'list', op: 'range', from: 1 },
      'The field list holds texts, which have no range.',
      'Choose values, or a field of numbers.',
    ],
    [
      { field: 'nn', op: 'range' },
      'The range of nn has no end.',
      'Give its lower end, its upper end, or both.',
    ],
  ])('%j says what is wrong', (filter, message, remedy) => {
    expect(() => checkFilters([filter], COLUMNS)).toThrowError(
      expect.objectContaining({ code: 'BAD_INPUT', message, detail: { remedy } }),
    );
  });

  it('names twenty fields at most', () => {
    const many = Array.from({ length: 30 }, (_, n) => columnOf(`n${n}`, 'number'));
    expect(() => checkFilters([{ field: 'x', op: 'is', values: [1] }], many)).toThrowError(
      expect.objectContaining({
        detail: { remedy: expect.stringMatching(/n19 and 10 more\.$/) },
      }),
    );
  });
});

const conditionFor = (...filters: FieldFilter[]) => conditionOf(checkFilters(filters, COLUMNS));

describe('SQL', () => {
  it.each<[FieldFilter, string]>([
    [{ field: 't', op: 'is', values: ['a', "o'b"] }, "(f1 IN ('a', 'o''b'))"],
    [{ field: 't', op: 'not', values: ['a'] }, "(f1 IS NULL OR NOT (f1 IN ('a')))"],
    [{ field: 'list', op: 'is', values: ['a'] }, "(array_has_any(f4, ['a']))"],
    [{ field: 'bbb', op: 'is', values: [true] }, '(f3 IN (true))'],
    [{ field: 'nn', op: 'range', from: 1, to: 2.5 }, '(f2 >= 1e+0 AND f2 <= 2.5e+0)'],
    [{ field: 'nn', op: 'range', to: -0 }, '(f2 <= 0e+0)'],
  ])('of %j', (filter, sql) => {
    expect(conditionFor(filter)).toBe(sql);
  });

  it('joins several by "and"', () => {
    const filters: FieldFilter[] = [
      { field: 't', op: 'is', values: ['a'] },
      { field: 'nn', op: 'range', from: 0 },
    ];
    expect(conditionFor(...filters)).toBe("(f1 IN ('a')) AND (f2 >= 0e+0)");
  });

  it.each([
    ["'", "''''"],
    ["\\'", "'\\'''"],
    ["' OR 1=1 --", "''' OR 1=1 --'"],
    ['\ud83d', "'\ufffd'"],
    ['', "''"],
  ])('keeps %j a literal', (text, literal) => {
    expect(literalOf(text)).toBe(literal);
  });

  it('has no literal for what is no number', () => {
    for (const value of [Number.NaN, Infinity]) expect(() => literalOf(value)).toThrow(TypeError);
  });
});

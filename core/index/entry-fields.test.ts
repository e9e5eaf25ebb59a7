import { describe, expect, it } from 'vitest';
import {
  countValue,
  type FieldSurvey,
  planFields,
  storedValue,
  summariseField,
  surveyFields,
  type ValueCounts,
} from './entry-fields.ts';

type Fields = Record<string, unknown>;

function mapOf(entries: readonly Fields[]) {
  const survey: FieldSurvey = new Map();
  for (const fields of entries) surveyFields(survey, [{ fields }]);
  return planFields(survey);
}

/** Type, list or not, and stored values of a field `a` with these values. */
function columnOf(values: readonly unknown[]) {
  const entries = values.map((a) => ({ a }));
  const [column] = mapOf(entries).columns;
  if (column === undefined) return null;
  return {
    type: column.list ? 'list' : column.summary.type,
    stored: entries.map((fields) => storedValue(column, { fields })),
  };
}

describe('the type of a field', () => {
  it.each<[string, unknown[], unknown]>([
    ['numbers', [1, -0, 2.5, null], { type: 'number', stored: [1, 0, 2.5, null] }],
    ['numbers of a table', ['1', '-2.50', ''], { type: 'number', stored: [1, -2.5, null] }],
    ['numbers as number and text', [1, '2'], { type: 'number', stored: [1, 2] }],
    ['codes with leading zeros', ['01', '10'], { type: 'text', stored: ['01', '10'] }],
    ['long codes', ['1234567890123456'], { type: 'text', stored: ['1234567890123456'] }],
    ['booleans', [true, false], { type: 'boolean', stored: [true, false] }],
    ['texts', ['x', undefined, ' '], { type: 'text', stored: ['x', null, ' '] }],
    ['several types', [1, true, 'x'], { type: 'text', stored: ['1', 'true', 'x'] }],
    ['numbers and booleans', [1, true], { type: 'text', stored: ['1', 'true'] }],
    ['lists', [['x', 'y', 'x'], [], ['']], { type: 'list', stored: [['x', 'y'], null, null] }],
    ['lists and values', [['x'], 'y', 3], { type: 'list', stored: [['x'], ['y'], ['3']] }],
    ['lists of numbers', [[1, 2], [true]], { type: 'list', stored: [['1', '2'], ['true']] }],
    ['lists with objects', [[{ a: 1 }, 'x'], [[]]], { type: 'list', stored: [['x'], null] }],
    ['objects and values', [{ b: 1 }, 'x'], { type: 'text', stored: [null, 'x'] }],
    ['numbers that are none', [Number.NaN, 3], { type: 'number', stored: [null, 3] }],
    ['half a pair', ['\ud83d'], { type: 'text', stored: ['\ufffd'] }],
    ['nothing', [null, undefined, ''], null],
    ['objects alone', [{ b: 1 }], null],
  ])('of %s', (_, values, expected) => {
    expect(columnOf(values)).toEqual(expected);
  });

  it('does not come from what an object inherits', () => {
    const { columns } = mapOf([{ a: 1 }]);
    const column = columns[0];
    if (!column) throw new Error('There is no column.');
    const inherited = { ...column, summary: { ...column.summary, field: 'toString' } };
    expect(storedValue(inherited, { fields: {} })).toBeNull();
    expect(storedValue(column, {})).toBeNull();
  });
});

describe('the columns', () => {
  it('are named by number, the most frequent field first', () => {
    const { columns } = mapOf([{ rare: 1, common: 2 }, { common: 3 }]);
    expect(columns.map(({ column, summary }) => [column, summary.field, summary.entries])).toEqual([
      ['f0', 'common', 2],
      ['f1', 'rare', 1],
    ]);
  });

  it('leave out nested fields, and the rarest of too many', () => {
    const many = Object.fromEntries(Array.from({ length: 201 }, (_, n) => [`n${n + 100}`, n]));
    const { columns, leftOut } = mapOf([{ ...many, nested: { a: 1 } }, { n300: 1 }]);
    expect(columns).toHaveLength(200);
    expect(columns[0]?.summary.field).toBe('n300');
    expect(leftOut).toEqual([
      { field: 'nested', why: 'nested' },
      { field: 'n299', why: 'rare' },
    ]);
  });
});

describe('the summary', () => {
  function summaryOf(values: readonly unknown[]) {
    const entries = values.map((a) => ({ a }));
    const [column] = mapOf(entries).columns;
    if (!column) throw new Error('There is no column.');
    const counts: ValueCounts = new Map();
    for (const fields of entries) countValue(counts, storedValue(column, { fields }));
    return summariseField(column.summary, counts);
  }

  it('counts entries by value, most frequent first', () => {
    expect(summaryOf([['x', 'y'], ['y', 'y'], ['b'], ['a'], null])).toEqual({
      ...{ field: 'a', type: 'text', entries: 4, distinct: 4, min: null, max: null },
      values: [
        { value: 'y', entries: 2 },
        { value: 'a', entries: 1 },
        { value: 'b', entries: 1 },
        { value: 'x', entries: 1 },
      ],
    });
  });

  it('gives the bounds of numbers, and their values while they are few', () => {
    const few = Array.from({ length: 100 }, (_, n) => 50 - n);
    expect(summaryOf(few)).toMatchObject({ min: -49, max: 50, distinct: 100 });
    expect(summaryOf(few).values).toHaveLength(100);
    expect(summaryOf([...few, 51])).toMatchObject({ values: [], distinct: 101, max: 51 });
  });

  it('lists no more than a hundred texts, and none that a filter cannot hold', () => {
    const texts = ['x'.repeat(1001), ...Array.from({ length: 120 }, (_, n) => `t${n}`)];
    const { values, distinct } = summaryOf(texts);
    expect([values.length, distinct]).toEqual([100, 121]);
    expect(values.map(({ value }) => value)).not.toContain(texts[0]);
  });
});

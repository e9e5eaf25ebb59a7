import { describe, expect, it } from 'vitest';
import type { FieldFilter, FieldSummary } from '#core/contract/index.ts';
import {
  admittedWords,
  choosableValues,
  describeField,
  describeFilter,
  fieldsNamed,
  filterOn,
  unlistedValue,
  withEnd,
  withFilter,
  withValue,
} from './filters.ts';

const group: FieldFilter = { field: 'Group', op: 'is', values: ['Nurses', 'Midwives'] };
const wage: FieldFilter = { field: 'Wage', op: 'range', from: 10, to: 20 };

function summary(change: Partial<FieldSummary> = {}): FieldSummary {
  return {
    field: 'Group',
    type: 'text',
    entries: 40,
    values: [
      { value: 'Nurses', entries: 30 },
      { value: 'Médecins', entries: 10 },
    ],
    distinct: 2,
    min: null,
    max: null,
    ...change,
  };
}

describe('describeFilter', () => {
  it.each<[FieldFilter, string]>([
    [group, 'Group is Nurses or Midwives'],
    [{ ...group, op: 'not', values: ['Nurses'] }, 'Group is not Nurses'],
    [{ ...group, values: ['a', 'b', 'c', 'd', 'e'] }, 'Group is a, b, c or 2 more'],
    [{ field: 'Open', op: 'is', values: [true] }, 'Open is yes'],
    [{ field: 'Town', op: 'is', values: [''] }, 'Town is (empty)'],
    [wage, 'Wage from 10 to 20'],
    [{ field: 'Wage', op: 'range', from: 0 }, 'Wage from 0'],
    [{ field: 'Wage', op: 'range', to: 20 }, 'Wage up to 20'],
    [{ field: 'Wage', op: 'range', from: 3, to: 3 }, 'Wage is 3'],
  ])('%o is %s', (filter, words) => {
    expect(describeFilter(filter)).toBe(words);
  });
});

describe('withFilter', () => {
  it('adds, changes in place and takes away', () => {
    expect(withFilter([group], 'Wage', wage)).toEqual([group, wage]);
    const other: FieldFilter = { ...group, values: ['Nurses'] };
    expect(withFilter([group, wage], 'Group', other)).toEqual([other, wage]);
    expect(withFilter([group, wage], 'Group', null)).toEqual([wage]);
  });

  it.each<[string, FieldFilter]>([
    ['no value', { ...group, values: [] }],
    ['no end', { field: 'Group', op: 'range' }],
  ])('takes a filter with %s away', (_name, next) => {
    expect(withFilter([group, wage], 'Group', next)).toEqual([wage]);
  });
});

describe('changes of one field', () => {
  it('chooses and leaves out a value, and keeps “is not”', () => {
    expect(withValue(undefined, 'Group', 'Nurses')).toEqual({ ...group, values: ['Nurses'] });
    expect(withValue(group, 'Group', 'Nurses')).toEqual({ ...group, values: ['Midwives'] });
    const not: FieldFilter = { ...group, op: 'not' };
    expect(withValue(not, 'Group', 'x').op).toBe('not');
  });

  it('sets and opens the ends of a range', () => {
    expect(withEnd(undefined, 'Wage', 'from', 10)).toEqual({
      field: 'Wage',
      op: 'range',
      from: 10,
    });
    expect(withEnd(wage, 'Wage', 'to', 30)).toEqual({ ...wage, to: 30 });
    expect(withEnd(wage, 'Wage', 'from', undefined)).toEqual({
      field: 'Wage',
      op: 'range',
      to: 20,
    });
  });

  it('finds the filter on a field', () => {
    expect(filterOn([group, wage], 'Wage')).toBe(wage);
    expect(filterOn([group], 'Wage')).toBeUndefined();
  });
});

describe('choosableValues', () => {
  it('finds values without their accents, and keeps chosen ones in view', () => {
    const rows = choosableValues(summary(), { ...group, values: ['Nurses', 'Rare'] }, 'medec');
    expect(rows).toEqual([
      { value: 'Rare', entries: null, chosen: true },
      { value: 'Nurses', entries: 30, chosen: true },
      { value: 'Médecins', entries: 10, chosen: false },
    ]);
  });

  it.each([
    ['Nur', 2, null],
    ['Nur', 900, 'Nur'],
    ['Nurses', 900, null],
    ['  ', 900, null],
  ])('%s among %i values may be unlisted: %s', (typed, distinct, value) => {
    expect(unlistedValue(summary({ distinct }), typed)).toBe(value);
  });
});

describe('fields', () => {
  it.each<[Partial<FieldSummary>, string]>([
    [{ distinct: 23 }, '23 values'],
    [{ distinct: 1 }, '1 value'],
    [{ type: 'number', min: 10, max: 20.5 }, '10 to 20.5'],
    [{ type: 'boolean' }, 'yes or no'],
  ])('with %o hold %s', (change, words) => {
    expect(describeField(summary(change))).toBe(words);
  });

  it('are found by a part of their name', () => {
    const fields = [summary({ field: 'Région' }), summary({ field: 'Wage' })];
    expect(fieldsNamed(fields, 'reg').map(({ field }) => field)).toEqual(['Région']);
    expect(fieldsNamed(fields, ' ')).toHaveLength(2);
  });
});

it('says how many are admitted', () => {
  expect(admittedWords(12, 1016)).toBe('12 of 1\u00a0016 entries admitted');
});

import { describe, expect, it } from 'vitest';
import type { FieldFilter, FieldSummary } from '#core/contract/search.ts';
import { parseFilter, typedFilter } from './search-filters.ts';

const fieldOf = (field: string, type: FieldSummary['type']): FieldSummary => ({
  ...{ field, type, entries: 1, values: [], distinct: 1, min: null, max: null },
});
const FIELDS = [fieldOf('city', 'text'), fieldOf('level', 'number'), fieldOf('open', 'boolean')];
const read = (text: string) => typedFilter(parseFilter(text), FIELDS);

describe('a filter', () => {
  it.each<[string, FieldFilter]>([
    ['city=Oslo', { field: 'city', op: 'is', values: ['Oslo'] }],
    ['city=Oslo, Bergen', { field: 'city', op: 'is', values: ['Oslo', 'Bergen'] }],
    ['city!=Oslo,Bergen', { field: 'city', op: 'not', values: ['Oslo', 'Bergen'] }],
    ['city="a, b",c', { field: 'city', op: 'is', values: ['a, b', 'c'] }],
    ['city="say ""hi"""', { field: 'city', op: 'is', values: ['say "hi"'] }],
    ['city=12" tape', { field: 'city', op: 'is', values: ['12" tape'] }],
    ["city=' OR 1=1 --", { field: 'city', op: 'is', values: ["' OR 1=1 --"] }],
    ['city=a=b', { field: 'city', op: 'is', values: ['a=b'] }],
    ['city=5', { field: 'city', op: 'is', values: ['5'] }],
    ['level=5,7', { field: 'level', op: 'is', values: [5, 7] }],
    ['level=high', { field: 'level', op: 'is', values: ['high'] }],
    ['open=true', { field: 'open', op: 'is', values: [true] }],
    ['open!=false', { field: 'open', op: 'not', values: [false] }],
    ['level>=3', { field: 'level', op: 'range', from: 3 }],
    ['level <= -2.5', { field: 'level', op: 'range', to: -2.5 }],
    ['unknown=5', { field: 'unknown', op: 'is', values: ['5'] }],
  ])('%s is read', (text, filter) => {
    expect(read(text)).toEqual(filter);
  });

  it.each(['', 'city', '=Oslo', 'city=', 'city!= ', 'level>3'])('%j is not', (text) => {
    expect(() => read(text)).toThrowError(
      expect.objectContaining({ code: 'BAD_INPUT', message: expect.stringContaining(text) }),
    );
  });

  it.each(['level>=high', 'level<=1,2', 'level>=Infinity'])('%j has no end', (text) => {
    expect(() => read(text)).toThrowError(expect.objectContaining({ code: 'BAD_INPUT' }));
  });
});

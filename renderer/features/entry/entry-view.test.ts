import { describe, expect, it } from 'vitest';
import { fieldRows, judgmentWords, orderTerms, shownWords, termsWords } from './entry-view.ts';

const TERMS = [
  { term: 'a', learnt: false },
  { term: 'b', learnt: false },
  { term: 'c', learnt: true },
];

describe('terms', () => {
  it('begin with the one that matched', () => {
    expect(orderTerms(TERMS, { term: 'b', learnt: false }).map(({ term }) => term)).toEqual([
      'b',
      'a',
      'c',
    ]);
  });

  it('hold the matching one even where it is not among the first', () => {
    const [first] = orderTerms(TERMS, { term: 'z', learnt: true });
    expect(first).toEqual({ term: 'z', learnt: true, matching: true });
  });

  it('stay as they are where none matched', () => {
    expect(orderTerms(TERMS, null).some(({ matching }) => matching)).toBe(false);
  });

  it.each([
    [3, '3, 1 learnt'],
    // Not all are there: some learnt ones may be among the rest.
    [1200, '1\u00a0200'],
  ])('of %i are %s', (termCount, words) => {
    expect(termsWords({ terms: TERMS, termCount })).toBe(words);
  });
});

it('shows fields that hold something', () => {
  const fields = {
    Group: ['Nurses', 'Midwives'],
    Wage: 12.5,
    Year: 2026,
    Open: false,
    Nothing: null,
    Empty: [],
    Deep: { a: 1 },
  };
  expect(fieldRows(fields)).toEqual([
    { field: 'Group', values: ['Nurses', 'Midwives'] },
    { field: 'Wage', values: ['12.5'] },
    { field: 'Year', values: ['2026'] },
    { field: 'Open', values: ['no'] },
    { field: 'Deep', values: ['{"a":1}'] },
  ]);
});

it('counts in words', () => {
  expect(judgmentWords({ yes: 18, no: 4 })).toBe('18 right, 4 wrong');
  expect(shownWords(2, 2, 'query', 'queries')).toBe('2 queries');
  expect(shownWords(100, 340, 'query', 'queries')).toBe('the first 100 of 340 queries');
});

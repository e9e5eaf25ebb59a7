import { describe, expect, it } from 'vitest';
import { chooseColumn, hitCells, newColumns } from './match-columns.ts';

const hit = {
  key: '15-1252.00',
  name: 'Software Developers',
  term: 'Developer, "web"',
  probability: 0.123456789,
  band: 'review' as const,
  semantic: 0.9,
  lexical: 0.8,
};

describe('chooseColumn', () => {
  it.each([
    [['id', 'title'], 'title', 1],
    [['Title', 'title'], 'title', 1],
    [['id', ' Title '], 'title', 1],
    [['id', 'id', 'title'], 'title', 2],
  ])('%j: %s is column %i', (header, name, index) => {
    expect(chooseColumn(header, name, 'f.csv')).toBe(index);
  });

  it('names the columns there are when the one asked for is missing', () => {
    expect(() => chooseColumn(['id', 'name'], 'title', 'f.csv')).toThrowError(
      expect.objectContaining({
        code: 'BAD_INPUT',
        message: 'The table has no column "title".',
        detail: expect.objectContaining({ remedy: expect.stringContaining('"id", "name"') }),
      }),
    );
  });

  it('does not choose between two of the same name', () => {
    expect(() => chooseColumn(['title', 'title'], 'title', 'f.csv')).toThrowError(/2 columns/);
    expect(() => chooseColumn(['Title', 'TITLE'], 'title', 'f.csv')).toThrowError(/2 columns/);
  });
});

describe('newColumns', () => {
  it('numbers the second and later entries', () => {
    expect(newColumns(['a'], { k: 2, prefix: 'match_' }, 'f')).toEqual([
      'match_key',
      'match_term',
      'match_probability',
      'match_band',
      'match_key_2',
      'match_term_2',
      'match_probability_2',
      'match_band_2',
    ]);
  });

  it('does not make a second column of a name', () => {
    expect(() => newColumns(['match_key'], { k: 1, prefix: 'match_' }, 'f')).toThrowError(
      /already has a column "match_key"/,
    );
    expect(newColumns(['match_key'], { k: 1, prefix: 'new_' }, 'f')[0]).toBe('new_key');
  });
});

describe('hitCells', () => {
  it('fills up to k and leaves unknown probabilities empty', () => {
    expect(hitCells([hit], 2)).toEqual([
      '15-1252.00',
      'Developer, "web"',
      '0.123457',
      'review',
      '',
      '',
      '',
      '',
    ]);
    expect(hitCells([{ ...hit, probability: null, band: null }], 1).slice(2)).toEqual(['', '']);
    expect(hitCells([], 1)).toEqual(['', '', '', '']);
  });
});

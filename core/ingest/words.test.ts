import { describe, expect, it } from 'vitest';
import { counted, formatCount, formatSigned, listed, quoted } from './words.ts';

describe('words', () => {
  it.each([
    [0.0214, '+0.021'],
    [-0.0061, '−0.006'],
    [0, '+0.000'],
  ])('a difference of %d is %s', (value, words) => {
    expect(formatSigned(value)).toBe(words);
  });

  it('groups digits from a thousand up', () => {
    expect([7, 999, 1016, 29017, 1234567].map(formatCount)).toEqual([
      '7',
      '999',
      '1\u202f016',
      '29\u202f017',
      '1\u202f234\u202f567',
    ]);
  });

  it('counts in singular and plural', () => {
    expect(counted(1, 'row')).toBe('1 row');
    expect(counted(2, 'row')).toBe('2 rows');
    expect(counted(2, 'entry', 'entries')).toBe('2 entries');
  });

  it('quotes on one line and cuts long texts between characters', () => {
    expect(quoted('two\n lines')).toBe('“two lines”');
    expect(quoted('😀'.repeat(61))).toBe(`“${'😀'.repeat(60)}…”`);
    expect(quoted('x'.repeat(60))).toBe(`“${'x'.repeat(60)}”`);
  });

  it('lists as a sentence does', () => {
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map((items) => listed(items))).toEqual([
      '',
      'a',
      'a and b',
      'a, b and c',
    ]);
    expect(listed(['a', 'b'], 'or')).toBe('a or b');
  });
});

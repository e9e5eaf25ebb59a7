import { describe, expect, it } from 'vitest';
import { parseVerdict } from './verdict.ts';

describe('parseVerdict', () => {
  it.each(['yes', 'YES', ' Yes ', 'true', 'True\t', '1', ' 1 ', '1.0'])(
    'reads %j as yes',
    (cell) => {
      expect(parseVerdict(cell)).toBe('yes');
    },
  );

  it.each(['no', 'NO', ' no', 'False', 'false', '0', '0.0'])('reads %j as no', (cell) => {
    expect(parseVerdict(cell)).toBe('no');
  });

  it.each([
    '',
    ' ',
    'y',
    'n',
    'oui',
    'maybe',
    '0.5',
    '2',
    '-1',
    'yes!',
    'constructor',
    '__proto__',
  ])('does not guess at %j', (cell) => {
    expect(parseVerdict(cell)).toBeUndefined();
  });
});

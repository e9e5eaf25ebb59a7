import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayWidth, pad, printable, truncate } from './width.ts';

describe('displayWidth', () => {
  it.each([
    ['', 0],
    ['abc', 3],
    ['é', 1],
    ['e\u0301', 1],
    ['日本', 4],
    ['👩‍🔬', 2],
    ['a\u200b', 1],
  ])('%j takes %i columns', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});

describe('truncate', () => {
  it('never exceeds the width', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(40), (text, width) => {
        expect(displayWidth(truncate(text, width))).toBeLessThanOrEqual(width);
      }),
    );
  });

  it('leaves what fits alone and marks what was cut', () => {
    expect(truncate('engineer', 8)).toBe('engineer');
    expect(truncate('engineer', 5)).toBe('engi…');
    expect(truncate('日本語', 4)).toBe('日…');
  });
});

describe('pad', () => {
  it('fills on the chosen side by columns, not by characters', () => {
    expect(pad('日', 4)).toBe('日  ');
    expect(pad('12', 4, 'right')).toBe('  12');
    expect(pad('long', 2)).toBe('long');
  });
});

describe('printable', () => {
  it('disarms escape sequences', () => {
    expect(printable('a\u001b[31mb\r\n')).toBe('a·[31mb··');
    expect(printable('a\u202eb')).toBe('a·b');
  });
});

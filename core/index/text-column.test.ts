import fc from 'fast-check';
import { expect, it } from 'vitest';
import { textAt, textColumn, textCount } from './text-column.ts';

it('gives every text back, and nothing beyond them', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' })), (texts) => {
      const column = textColumn(texts);
      expect(textCount(column)).toBe(texts.length);
      expect(texts.map((_, i) => textAt(column, i))).toEqual(texts);
      expect(textAt(column, texts.length)).toBe('');
      expect(textAt(column, -1)).toBe('');
    }),
  );
});

it('replaces half a surrogate pair, which UTF-8 does not have', () => {
  expect(textAt(textColumn(['a\ud83d', 'b']), 0)).toBe('a\ufffd');
  expect(textAt(textColumn(['a\ud83d', 'b']), 1)).toBe('b');
});

it('keeps a byte order mark at the beginning of a text', () => {
  expect(textAt(textColumn(['\ufeffa']), 0)).toBe('\ufeffa');
});

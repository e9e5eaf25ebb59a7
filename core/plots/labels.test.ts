import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainText, shorten } from './labels.ts';

describe('plainText', () => {
  it('leaves nothing that a page or a picture cannot hold', () => {
    expect(plainText('a\u0000b\u202ec\td\ud800e')).toBe('a·b·c d·e');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(plainText(text)).not.toMatch(/[\p{Cc}\p{Surrogate}\u202a-\u202e]/u);
      }),
    );
  });
});

describe('shorten', () => {
  it('keeps what fits and never cuts a character in half', () => {
    expect(shorten('Nurses', 6)).toBe('Nurses');
    expect(shorten('Registered Nurses', 12)).toBe('Registered…');
    expect(shorten('\u{1f600}\u{1f600}\u{1f600}', 2)).toBe('\u{1f600}…');
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 40 }), (text, most) => {
        expect(Array.from(shorten(text, most)).length).toBeLessThanOrEqual(Math.max(2, most));
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from './decode-text.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

function utf16(text: string, order: 'le' | 'be', mark = true): Uint8Array {
  const units = Array.from((mark ? '\ufeff' : '') + text, (c) =>
    Array.from({ length: c.length }, (_, i) => c.charCodeAt(i)),
  ).flat();
  return Uint8Array.from(
    units.flatMap((u) => (order === 'le' ? [u & 255, u >> 8] : [u >> 8, u & 255])),
  );
}

const SAMPLE = 'query_key,matched_key,correct\nCafé “Zürich” 😀,k1,yes\n';

describe('decodeText', () => {
  it.each([
    ['UTF-8', utf8(SAMPLE)],
    ['UTF-8 with BOM', utf8(`\ufeff${SAMPLE}`)],
    ['UTF-16LE', utf16(SAMPLE, 'le')],
    ['UTF-16BE', utf16(SAMPLE, 'be')],
    ['UTF-16LE', utf16(SAMPLE, 'le', false)],
    ['UTF-16BE', utf16(SAMPLE, 'be', false)],
  ])('reads %s', (encoding, bytes) => {
    expect(decodeText(bytes)).toEqual({ text: SAMPLE, encoding });
  });

  it('falls back to windows-1252 where UTF-8 is invalid', () => {
    const bytes = Uint8Array.from([0x43, 0x61, 0x66, 0xe9, 0x20, 0x80, 0x93, 0x99, 0x9f]);
    expect(decodeText(bytes)).toEqual({ text: 'Café €“™Ÿ', encoding: 'windows-1252' });
  });

  it('keeps a stray NUL in a UTF-8 text: a reader names its line', () => {
    expect(decodeText(utf8('a\0b,c\n'))).toEqual({ text: 'a\0b,c\n', encoding: 'UTF-8' });
  });

  it('reads an empty file as an empty text', () => {
    expect(decodeText(new Uint8Array())).toEqual({ text: '', encoding: 'UTF-8' });
  });

  it('gives back every text that was written in an encoding with a BOM', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom('le', 'be'), (text, order) => {
        expect(decodeText(utf16(text, order)).text).toBe(text);
        expect(decodeText(utf8(`\ufeff${text}`)).text).toBe(text);
      }),
    );
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(typeof decodeText(bytes).text).toBe('string');
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countIn, lineEndOf, lineFinder } from './lines.ts';

describe('lines', () => {
  it('knows the three line ends', () => {
    expect(['a\nb', 'a\r\nb', 'a\rb', 'a'].map(lineEndOf)).toEqual(['\n', '\n', '\r', '\n']);
  });

  it('counts a character before an end', () => {
    expect(countIn('a\n\nb\n', '\n')).toBe(3);
    expect(countIn('a\n\nb\n', '\n', 2)).toBe(1);
    expect(countIn('', '\n')).toBe(0);
  });

  it('finds the line of an offset as splitting the text does', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'é', '\n', '\r\n'), { minLength: 1 }), (parts) => {
        const text = parts.join('');
        const lineAt = lineFinder(text);
        for (let offset = 0; offset < text.length; offset++) {
          expect(lineAt(offset)).toBe(text.slice(0, offset).split('\n').length);
        }
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AnalyserOptions, analyse, stripAccents, words } from './analyse.ts';
import { TFIDF_DEFAULTS } from './tfidf.ts';

const cut = (text: string, options: Partial<AnalyserOptions>) =>
  analyse(text, { ...TFIDF_DEFAULTS, ...options });

describe('words', () => {
  it('are runs of letters, digits and underscores in any script', () => {
    expect(words('C++ developer (back-end), 3D_artist, 東京 инженер')).toEqual([
      ...['C', 'developer', 'back', 'end', '3D_artist', '東京', 'инженер'],
    ]);
  });

  it('shorter than the minimum are left out, counted in characters', () => {
    expect(words('a bc 𠮷 𠮷野', 2)).toEqual(['bc', '𠮷野']);
  });
});

describe('analyse by word', () => {
  it('gives n-grams with repeats, over the gaps that stop words leave', () => {
    const options = { ngramRange: [1, 2], stopWords: ['of'] } as const;
    expect(cut('Chief of Staff Staff', options)).toEqual([
      ...['chief', 'staff', 'staff'],
      ...['chief staff', 'staff staff'],
    ]);
  });

  it.each([
    [{ lowercase: false }, ['Élève']],
    [{ lowercase: true }, ['élève']],
    [{ lowercase: true, stripAccents: true }, ['eleve']],
  ])('prepares by %j', (options, expected) => {
    expect(cut('Élève', options)).toEqual(expected);
  });
});

describe('analyse by characters', () => {
  const letters = (text: string, shortest: number, longest: number) =>
    cut(text, { analyser: 'char_wb', ngramRange: [shortest, longest] });

  it('pads words and stays inside them', () => {
    expect(letters('ab c', 2, 3)).toEqual([' a', 'ab', 'b ', ' ab', 'ab ', ' c', 'c ', ' c ']);
  });

  it('gives a word that is too short once', () => {
    expect(letters('a', 5, 7)).toEqual([' a ']);
  });

  it('keeps characters of two code units whole', () => {
    expect(letters('👩😀', 2, 2)).toEqual([' 👩', '👩😀', '😀 ']);
  });

  it('says as much of a text as of its words', () => {
    const word = fc
      .string({ unit: 'grapheme', maxLength: 8 })
      .map((text) => text.replace(/\s/gu, ''));
    fc.assert(
      fc.property(fc.array(word, { maxLength: 4 }), (list) => {
        expect(letters(list.join(' '), 2, 4)).toEqual(list.flatMap((text) => letters(text, 2, 4)));
      }),
    );
  });
});

it('stripAccents takes marks away and leaves letters', () => {
  expect(stripAccents('Ångström ÇÑ ﬁ ø')).toBe('Angstrom CN fi ø');
});

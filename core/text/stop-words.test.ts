import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '#core/contract/workspace.ts';
import { words } from './analyse.ts';
import { foldFor, type Language } from './fold.ts';
import { stopWordsFor, withoutStopWords } from './stop-words.ts';

describe.each(LANGUAGES.filter((language) => language !== 'none'))(
  'stop words of %s',
  (language) => {
    const list = stopWordsFor(language);

    it('are folded words of letters', () => {
      expect(list.size).toBeGreaterThan(50);
      const fold = foldFor(language);
      for (const word of list) {
        expect(words(fold(word))).toEqual([word]);
        expect(word).toMatch(/^\p{L}+$/u);
      }
    });
  },
);

it.each<[Language, string]>([
  ['da', 'på og i før'],
  ['de', 'für fuer über der DER daß'],
  ['en', 'of the A and'],
  ['es', 'de la también y'],
  ['fi', 'että on hän'],
  ['fr', 'de la être à y'],
  ['it', "dell un perché all'"],
  ['nb', 'på og å'],
  ['nl', 'van het een'],
  ['pl', 'w z się'],
  ['pt', 'não de à'],
  ['sv', 'på och är'],
  ['tr', 've için ILE'],
])('%s: "%s" says nothing', (language, text) => {
  const list = stopWordsFor(language);
  expect(words(foldFor(language)(text)).filter((word) => !list.has(word))).toEqual([]);
});

it.each<[Language, string]>([
  ['de', 'C R M Vitamin D Ware Uber Uhr erster zweiter Offizier acht'],
  ['en', 'Electrician I II C R'],
  ['fr', 'T Shirt M C ingénieur'],
  ['fi', '9 s n kolme'],
  ['sv', 'höger vänster tretton nittionde'],
  ['tr', 'beş üç yüz'],
  ['da', 'tre fem'],
  ['pl', 'dwa jeden'],
  ['none', 'of the de la und'],
])('%s: "%s" says something', (language, text) => {
  const list = stopWordsFor(language);
  expect(words(foldFor(language)(text)).filter((word) => list.has(word))).toEqual([]);
});

it('are joined by the words of the user, folded and cut as texts are', () => {
  expect([...stopWordsFor('none', ['GmbH & Co', 'Großhandel', ''])]).toEqual([
    ...['gmbh', 'co', 'großhandel'],
  ]);
  const german = stopWordsFor('de', ['GmbH & Co', 'Großhandel', 'C', 'Uhr']);
  for (const word of ['gmbh', 'co', 'grosshandel', 'c', 'uhr', 'und']) {
    expect(german.has(word)).toBe(true);
  }
});

describe('withoutStopWords', () => {
  const set = new Set(['the', 'who']);

  it.each([
    [['the', 'nurse'], ['nurse']],
    [
      ['the', 'who'],
      ['the', 'who'],
    ],
    [[], []],
  ])('%j becomes %j', (given, expected) => {
    expect(withoutStopWords(given, set)).toEqual(expected);
  });

  it('leaves something of every text that has words', () => {
    const word = fc.constantFrom('the', 'who', 'nurse', 'chef');
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), (given) => {
        const left = withoutStopWords(given, set);
        expect(left.length).toBeGreaterThan(0);
        expect(withoutStopWords(left, set)).toEqual(left);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { norm } from '#core/math/vectors.ts';
import { LETTER_TFIDF, WORD_TFIDF } from './lexical-tfidf.ts';
import { fitTfidf, vectorizer } from './tfidf.ts';

const title = fc.constantFrom('nurse', 'head nurse', 'chef', 'head chef', 'C# dev', 'Élève', '');
const texts = fc.array(title, { minLength: 1, maxLength: 12 });

describe.each([
  ['words', WORD_TFIDF],
  ['letters', LETTER_TFIDF],
])('TF-IDF of %s', (_, settings) => {
  it('does not depend on the order of the documents', () => {
    const shuffled = texts.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(shuffled, ([one, other]) => {
        expect(fitTfidf(other, settings)).toEqual(fitTfidf(one, settings));
      }),
    );
  });

  it('gives rows of length 1, or empty ones where nothing is known', () => {
    fc.assert(
      fc.property(texts, fc.string({ unit: 'binary' }), (documents, text) => {
        const { indices, values } = vectorizer(fitTfidf(documents, settings))(text);
        expect(values).toHaveLength(indices.length);
        expect(new Set(indices).size).toBe(indices.length);
        expect(norm(values)).toBeCloseTo(indices.length === 0 ? 0 : 1, 6);
      }),
    );
  });
});

it('weighs a rare feature more than a frequent one', () => {
  const model = fitTfidf(['head chef', 'head nurse', 'head cook']);
  const weight = (feature: string) => model.idf[model.features.indexOf(feature)] ?? Number.NaN;
  expect(weight('head')).toBeCloseTo(1, 12);
  expect(weight('chef')).toBeCloseTo(Math.log(4 / 2) + 1, 12);
});

it('leaves out features of too few documents', () => {
  const model = fitTfidf(['head chef', 'head nurse'], { minimumDocuments: 2 });
  expect(model.features).toEqual(['head']);
});

it('learns nothing from nothing', () => {
  expect(fitTfidf([]).features).toEqual([]);
  expect(vectorizer(fitTfidf(['', ' ']))('chef').indices).toHaveLength(0);
});

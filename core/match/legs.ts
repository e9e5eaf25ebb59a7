import { LETTER_TFIDF, WORD_TFIDF } from '#core/text/lexical-tfidf.ts';
import { fitTfidf, type TfidfModel } from '#core/text/tfidf.ts';

/** The TF-IDF spaces of the lexical leg. */
export interface LegModels {
  letters: TfidfModel;
  words: TfidfModel;
}

/** Fits both on the dictionary's own terms, so that they stay the same whatever is learnt later. */
export function fitLegs(terms: readonly string[]): LegModels {
  return { letters: fitTfidf(terms, LETTER_TFIDF), words: fitTfidf(terms, WORD_TFIDF) };
}

import { fitTfidf, type TfidfModel, type TfidfOptions } from '#core/text/tfidf.ts';

/** The TF-IDF spaces of the lexical leg. */
export interface LegModels {
  letters: TfidfModel;
  words: TfidfModel;
}

const SHARED: Partial<TfidfOptions> = { lowercase: true, stripAccents: true, sublinear: true };

/** Fits both on the dictionary's own terms, so that they stay the same whatever is learnt later. */
export function fitLegs(terms: readonly string[]): LegModels {
  return {
    letters: fitTfidf(terms, { ...SHARED, analyser: 'char_wb', ngramRange: [2, 4] }),
    words: fitTfidf(terms, { ...SHARED, analyser: 'word', minimumWordLength: 1 }),
  };
}

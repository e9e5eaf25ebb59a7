import type { TfidfOptions } from './tfidf.ts';

const SHARED: Partial<TfidfOptions> = { lowercase: true, stripAccents: true, sublinear: true };

/** Word TF-IDF of the lexical embedder and of the word leg. */
export const WORD_TFIDF: Partial<TfidfOptions> = {
  ...SHARED,
  analyser: 'word',
  minimumWordLength: 1,
};

/** Character TF-IDF of the lexical embedder and of the letter leg. */
export const LETTER_TFIDF: Partial<TfidfOptions> = {
  ...SHARED,
  analyser: 'char_wb',
  ngramRange: [2, 4],
};

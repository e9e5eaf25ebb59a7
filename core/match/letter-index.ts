import type { NumberLists } from '#core/index/number-lists.ts';
import { type TextColumn, textAt, textCount } from '#core/index/text-column.ts';
import { charWbNgrams } from '#core/text/analyse.ts';

/** n-grams of 2 to 4 characters. */
export const NGRAM_RANGE = [2, 4] as const;

/**
 * Character n-gram TF-IDF of every row (scikit-learn's `char_wb`, smooth idf, L2), taken apart by tokens: n-grams never
 * cross a blank, so a row's score is the sum of its tokens' scores, and a token that a million rows share is scored once.
 */
export interface LetterArrays {
  ngrams: TextColumn;
  /** [ngrams] ln((1 + n) / (1 + df)) + 1 over the dictionary's own rows. */
  idf: Float32Array;
  /** n-gram -> the tokens that have it. */
  postings: NumberLists;
  /** [postings] how often, at most 255. */
  counts: Uint8Array;
  rowTokens: RowTokens;
  /** [rows] 1 / length of the row's vector; 0 for a row without a known n-gram. */
  inverseNorms: Float32Array;
}

/** The tokens of every row, with repeats; rows with equally many stand together, so that a pass over all of them is straight. */
export interface RowTokens {
  /** [rows] rows by how many tokens they have, each group ascending. */
  rows: Uint32Array;
  /** [most + 2] where in `rows` those with n tokens begin. */
  starts: Uint32Array;
  /** Their tokens, one row after the other. */
  tokens: Uint32Array;
}

export interface LetterIndex extends LetterArrays {
  numberOf: ReadonlyMap<string, number>;
  /** How many tokens there are. */
  tokens: number;
}

/** Makes arrays ready to score. */
export function letterIndex(arrays: LetterArrays): LetterIndex {
  const count = textCount(arrays.ngrams);
  const numberOf = new Map<string, number>();
  for (let n = 0; n < count; n += 1) numberOf.set(textAt(arrays.ngrams, n), n);
  const tokens = arrays.rowTokens.tokens.reduce((most, token) => Math.max(most, token + 1), 0);
  return { ...arrays, numberOf, tokens };
}

/** The cosine of a query with every token, times the row's length. */
export interface LetterQuery {
  /** [tokens] */
  tokenScores: Float32Array;
  /** Share of the query's n-grams that the dictionary has, [0, 1]; 0 for a text without any. */
  known: number;
}

/** Scores a prepared query against every token; `into` [tokens] is overwritten. */
export function queryLetters(
  index: LetterIndex,
  prepared: string,
  into: Float32Array,
): LetterQuery {
  const ngrams = charWbNgrams(prepared, NGRAM_RANGE);
  const counts = new Map<number, number>();
  let known = 0;
  for (const ngram of ngrams) {
    const number = index.numberOf.get(ngram);
    if (number === undefined) continue;
    known += 1;
    counts.set(number, (counts.get(number) ?? 0) + 1);
  }
  into.fill(0);
  let squares = 0;
  for (const [ngram, count] of counts) squares += (count * (index.idf[ngram] as number)) ** 2;
  const norm = Math.sqrt(squares);
  for (const [ngram, count] of counts) {
    const idf = index.idf[ngram] as number;
    addPostings(index, ngram, (count * idf * idf) / norm, into);
  }
  return { tokenScores: into, known: ngrams.length === 0 ? 0 : known / ngrams.length };
}

function addPostings(
  { postings: { offsets, values }, counts }: LetterIndex,
  ngram: number,
  weight: number,
  into: Float32Array,
): void {
  const end = offsets[ngram + 1] as number;
  for (let place = offsets[ngram] as number; place < end; place += 1) {
    const token = values[place] as number;
    into[token] = (into[token] as number) + weight * (counts[place] as number);
  }
}

/** Writes the cosine of the query with every row into `into` [rows]. */
export function scoreLetters(
  { rowTokens: { rows, starts, tokens }, inverseNorms }: LetterIndex,
  scores: Float32Array,
  into: Float32Array,
): void {
  let at = 0;
  for (let n = 0; n + 1 < starts.length; n += 1) {
    const end = starts[n + 1] as number;
    for (let i = starts[n] as number; i < end; i += 1) {
      const row = rows[i] as number;
      // Most terms have few words; without an inner loop they take half the time.
      let sum = n > 0 ? (scores[tokens[at] as number] as number) : 0;
      if (n > 1) sum += scores[tokens[at + 1] as number] as number;
      if (n > 2) sum += scores[tokens[at + 2] as number] as number;
      for (let k = 3; k < n; k += 1) sum += scores[tokens[at + k] as number] as number;
      into[row] = sum * (inverseNorms[row] as number);
      at += n;
    }
  }
}

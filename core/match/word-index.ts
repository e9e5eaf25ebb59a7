import type { NumberLists } from '#core/index/number-lists.ts';
import { type TextColumn, textAt, textCount } from '#core/index/text-column.ts';

/** The words of every row, and how often each names each entry. */
export interface WordArrays {
  words: TextColumn;
  /** [words] 1 for a word that carries a digit: sizes, grades, model numbers. */
  digits: Uint8Array;
  /** [words] ln((1 + n) / (1 + df)) + 1 over the dictionary's own rows; 0 for a word that only learnt terms have. */
  idf: Float32Array;
  /** row -> its words, without repeats. */
  rowWords: NumberLists;
  /** [rows] 1 / length of the row's TF-IDF vector; 0 for a row without such a word. */
  inverseNorms: Float32Array;
  /** word -> the entries that it names. */
  postings: NumberLists;
  /** [postings] rows of the entry that have the word. */
  counts: Uint32Array;
  /** [entries] words of all rows. */
  lengths: Uint32Array;
}

export interface WordIndex extends WordArrays {
  numberOf: ReadonlyMap<string, number>;
  /** Sum of the lengths. */
  totalLength: number;
}

/** Makes arrays ready to score. */
export function wordIndex(arrays: WordArrays): WordIndex {
  const count = textCount(arrays.words);
  const numberOf = new Map<string, number>();
  for (let n = 0; n < count; n += 1) numberOf.set(textAt(arrays.words, n), n);
  const totalLength = arrays.lengths.reduce((sum, length) => sum + length, 0);
  return { ...arrays, numberOf, totalLength };
}

const K1 = 1.2;
const B = 0.75;

/** Words of hidden rows: counts to leave out. */
export interface HiddenWords {
  /** Entry -> the words of each of its hidden rows. */
  byEntry: ReadonlyMap<number, readonly Uint32Array[]>;
  /** How many there are in all. */
  count: number;
}

/** A query's words, ready to be compared with rows. */
export interface WordQuery {
  /** [words] number of each word; -1 where no term has it. */
  numbers: Int32Array;
  /** [words] BM25's idf. */
  idf: Float64Array;
  /** Sum of them. */
  totalIdf: number;
  /** [words] the query's own TF-IDF weight times the word's idf: what a row that has it gains, before its length. */
  weights: Float64Array;
  /** Words that carry a digit, known or not. */
  digitWords: number;
}

/** What a query's words say entry by entry; the arrays belong to the index and are overwritten by the next query. */
export interface EntryWordScores {
  /** [entries] BM25 over the entry's rows as one document, as a share of the query's total idf. */
  bm25: Float32Array;
  /** [entries] share of the query's idf that the entry's words cover, [0, 1]. */
  coverage: Float32Array;
  /** Entries with any of the words. */
  touched: number[];
}

/**
 * Scores a query's words against every entry (Robertson and Zaragoza, 2009; k1 = 1.2, b = 0.75). Hidden rows count
 * neither in frequencies nor in lengths, nor in the average length, nor in idf: as if they had never been there.
 */
export function queryWords(
  index: WordIndex,
  words: readonly string[],
  hidden: HiddenWords,
  { bm25, coverage }: Omit<EntryWordScores, 'touched'>,
): { query: WordQuery; scores: EntryWordScores } {
  const entries = index.lengths.length;
  const numbers = Int32Array.from(words, (word) => index.numberOf.get(word) ?? -1);
  const idf = Float64Array.from(numbers, (number) =>
    inverseFrequency(visibleEntries(index, number, hidden), entries),
  );
  const totalIdf = idf.reduce((sum, weight) => sum + weight, 0);
  const averageLength = Math.max(1, (index.totalLength - hidden.count) / Math.max(1, entries));
  const scores: EntryWordScores = { bm25, coverage, touched: [] };
  bm25.fill(0);
  coverage.fill(0);
  numbers.forEach((number, w) => {
    const share = (idf[w] as number) / (totalIdf || 1);
    addWord(index, number, { share, averageLength, hidden }, scores);
  });
  const digitWords = words.filter(hasDigit).length;
  const weights = tfidfWeights(index, numbers);
  return {
    query: { numbers, idf, totalIdf, weights, digitWords },
    scores,
  };
}

/** Does a word carry a digit? */
export const hasDigit = (word: string): boolean => /\p{N}/u.test(word);

/** Robertson's inverse document frequency, with 1 added so that it stays positive. */
function inverseFrequency(documents: number, entries: number): number {
  return Math.log(1 + (entries - documents + 0.5) / (documents + 0.5));
}

function tfidfWeights({ idf }: WordIndex, numbers: Int32Array): Float64Array {
  const own = Float64Array.from(numbers, (number) => idf[number] ?? 0);
  const norm = Math.hypot(...own);
  return own.map((weight) => (norm > 0 ? (weight * weight) / norm : 0));
}

/** Adds what one word says to the scores of the entries that it names. */
function addWord(
  index: WordIndex,
  number: number,
  { share, averageLength, hidden }: { share: number; averageLength: number; hidden: HiddenWords },
  { bm25, coverage, touched }: EntryWordScores,
): void {
  const { offsets, values } = index.postings;
  const end = number < 0 ? 0 : (offsets[number + 1] as number);
  for (let place = number < 0 ? 0 : (offsets[number] as number); place < end; place += 1) {
    const entry = values[place] as number;
    const count = visibleCount(index, place, number, hidden);
    if (count === 0) continue;
    const length = visibleLength(index, entry, hidden) / averageLength;
    if (coverage[entry] === 0) touched.push(entry);
    bm25[entry] =
      (bm25[entry] as number) + (share * count * (K1 + 1)) / (count + K1 * (1 - B + B * length));
    coverage[entry] = (coverage[entry] as number) + share;
  }
}

/** How many entries a word names where they are shown. */
function visibleEntries(index: WordIndex, number: number, hidden: HiddenWords): number {
  if (number < 0) return 0;
  const start = index.postings.offsets[number] as number;
  const end = index.postings.offsets[number + 1] as number;
  if (hidden.byEntry.size === 0) return end - start;
  let entries = 0;
  for (let place = start; place < end; place += 1) {
    if (visibleCount(index, place, number, hidden) > 0) entries += 1;
  }
  return entries;
}

/** Shown rows of a posting's entry that have the word. */
function visibleCount(
  { postings, counts }: WordIndex,
  place: number,
  number: number,
  { byEntry }: HiddenWords,
): number {
  const count = counts[place] as number;
  if (byEntry.size === 0) return count;
  const rows = byEntry.get(postings.values[place] as number);
  return count - (rows?.filter((words) => words.includes(number)).length ?? 0);
}

function visibleLength({ lengths }: WordIndex, entry: number, hidden: HiddenWords): number {
  const rows = hidden.byEntry.size === 0 ? undefined : hidden.byEntry.get(entry);
  const lost = rows?.reduce((sum, words) => sum + words.length, 0) ?? 0;
  return (lengths[entry] as number) - lost;
}

/** Notes where in the query each word stands; call it again with `clear` when the query is done. */
export function markWords({ numbers }: WordQuery, places: Int16Array, clear = false): void {
  numbers.forEach((number, w) => {
    if (number >= 0) places[number] = clear ? -1 : w;
  });
}

/** Cosine of the query's words with a row's, both TF-IDF; `places` from `markWords`. */
export function wordScore(
  { rowWords: { offsets, values }, inverseNorms }: WordIndex,
  { weights }: WordQuery,
  places: Int16Array,
  row: number,
): number {
  const end = offsets[row + 1] as number;
  let sum = 0;
  for (let place = offsets[row] as number; place < end; place += 1) {
    const w = places[values[place] as number] as number;
    if (w >= 0) sum += weights[w] as number;
  }
  return sum * (inverseNorms[row] as number);
}

/** How a row's words meet the query's. */
export interface WordOverlap {
  /** |a ∩ b| / |a ∪ b|, [0, 1]. */
  overlap: number;
  /** Share of the query's idf that the row covers, [0, 1]. */
  coverage: number;
  /** Words with a digit: in both as a share of the query's, and in one only. */
  digitsShared: number;
  digitsDiffer: number;
}

/** Compares a row's words with the query's; -1 is a row without words. */
export function wordOverlap(
  { rowWords: { offsets, values }, digits }: WordIndex,
  query: WordQuery,
  places: Int16Array,
  row: number,
): WordOverlap {
  const start = row < 0 ? 0 : (offsets[row] as number);
  const end = row < 0 ? 0 : (offsets[row + 1] as number);
  let shared = 0;
  let covered = 0;
  let carrying = 0;
  let digitsShared = 0;
  for (let place = start; place < end; place += 1) {
    const word = values[place] as number;
    const carriesDigit = digits[word] as number;
    carrying += carriesDigit;
    const w = places[word] as number;
    if (w < 0) continue;
    shared += 1;
    covered += query.idf[w] as number;
    digitsShared += carriesDigit;
  }
  const union = query.numbers.length + (end - start) - shared;
  return {
    overlap: union === 0 ? 0 : shared / union,
    coverage: query.totalIdf > 0 ? covered / query.totalIdf : 0,
    digitsShared: query.digitWords === 0 ? 0 : digitsShared / query.digitWords,
    digitsDiffer: query.digitWords + carrying - 2 * digitsShared,
  };
}

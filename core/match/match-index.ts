import type { NumberLists } from '#core/index/number-lists.ts';
import type { RowScan } from '#core/index/row-scan.ts';
import { textAt } from '#core/index/text-column.ts';
import type { TextLookup } from '#core/index/text-lookup.ts';
import type { TextAnalysis } from '#core/text/language.ts';
import { type LetterArrays, type LetterIndex, letterIndex } from './letter-index.ts';
import { type PrepareText, preparer } from './prepare-text.ts';
import {
  entryNumber,
  learntFrom,
  rowsOf,
  type TermRowArrays,
  type TermRows,
  termRows,
} from './term-rows.ts';
import { type WordArrays, type WordIndex, wordIndex } from './word-index.ts';

/** Everything of a collection that is matched against but its vectors: plain arrays, as a version keeps them. */
export interface MatchArrays {
  terms: TermRowArrays;
  letters: LetterArrays;
  words: WordArrays;
  /** Rows by their prepared text, and by the initials of their words. */
  equal: TextLookup;
  initials: TextLookup;
  /** [entries] length of the sum of the entry's vectors. */
  sumNorms: Float32Array;
}

/** Room for the scores of one query; overwritten by the next. */
export interface Scratch {
  /** [tokens] */
  tokenScores: Float32Array;
  /** [rows] cosine of each row by letters. */
  rowLetters: Float32Array;
  /** [words] place of a word in the query; -1 where it is not in it. */
  wordPlaces: Int16Array;
  /** [entries] each. */
  semantic: Float32Array;
  letters: Float32Array;
  bm25: Float32Array;
  coverage: Float32Array;
}

/** Everything that candidates and evidence are computed from. */
export interface MatchIndex {
  entries: number;
  rows: number;
  keyOf(entry: number): string;
  nameOf(entry: number): string;
  /** Number of the entry with a key; undefined where there is none. */
  entryNumber(key: string): number | undefined;
  termOf(row: number): string;
  /** The normalised query that a row was learnt from; null for the dictionary's own. */
  learntFrom(row: number): string | null;
  /** Rows of an entry, ascending. */
  rowsOf(entry: number): Uint32Array;
  /** Entry -> its rows, ascending. */
  entryRows: NumberLists;
  /** [rows] */
  entryOf: Uint32Array;
  /** [entries] rank of each key in descending order. */
  tieRank: Uint32Array;
  /** First row that was learnt; `rows` where there is none. */
  firstLearnt: number;

  analysis: TextAnalysis;
  prepare: PrepareText;
  /** The prepared form of a row's term. */
  preparedOf(row: number): string;
  letters: LetterIndex;
  words: WordIndex;
  equal: TextLookup;
  initials: TextLookup;
  sumNorms: Float32Array;
  scratch: Scratch;

  /** Texts -> vectors [n × dimensions]. */
  embed(texts: readonly string[]): Promise<Float32Array>;
  scan: RowScan;
}

export interface MatchIndexParts {
  arrays: MatchArrays;
  analysis: TextAnalysis;
  embed: MatchIndex['embed'];
  scan: RowScan;
}

/** Makes a version's arrays ready to answer. The caller closes `scan`. */
export function matchIndex({ arrays, analysis, embed, scan }: MatchIndexParts): MatchIndex {
  const terms = termRows(arrays.terms);
  const letters = letterIndex(arrays.letters);
  const words = wordIndex(arrays.words);
  const prepare = preparer(analysis);
  return {
    ...accessors(terms),
    ...{ analysis, prepare, letters, embed, scan },
    preparedOf: preparedRows(terms, prepare),
    words,
    equal: arrays.equal,
    initials: arrays.initials,
    sumNorms: arrays.sumNorms,
    scratch: newScratch({ entries: terms.entries, rows: terms.rows, letters, words }),
  };
}

/** Room for one query at a time. */
export function newScratch({
  entries,
  rows,
  letters,
  words,
}: Pick<MatchIndex, 'entries' | 'rows' | 'letters' | 'words'>): Scratch {
  return {
    tokenScores: new Float32Array(letters.tokens),
    rowLetters: new Float32Array(rows),
    wordPlaces: new Int16Array(words.digits.length).fill(-1),
    semantic: new Float32Array(entries),
    letters: new Float32Array(entries),
    bm25: new Float32Array(entries),
    coverage: new Float32Array(entries),
  };
}

function accessors(terms: TermRows) {
  const { entries, rows, entryOf, entryRows, tieRank, firstLearnt } = terms;
  return {
    ...{ entries, rows, entryOf, entryRows, tieRank, firstLearnt },
    keyOf: (entry: number) => textAt(terms.keys, entry),
    nameOf: (entry: number) => textAt(terms.names, entry),
    entryNumber: (key: string) => entryNumber(terms, key),
    termOf: (row: number) => textAt(terms.terms, row),
    learntFrom: (row: number) => learntFrom(terms, row),
    rowsOf: (entry: number) => rowsOf(terms, entry),
  };
}

/** Prepared rows that are kept: the same terms are found again and again. */
const MOST_KEPT = 50_000;

function preparedRows({ terms, rows }: TermRows, prepare: PrepareText): (row: number) => string {
  let kept = new Array<string | undefined>(rows);
  let count = 0;
  return (row) => {
    const known = kept[row];
    if (known !== undefined) return known;
    const prepared = prepare(textAt(terms, row));
    if (count === MOST_KEPT) {
      kept = new Array<string | undefined>(rows);
      count = 0;
    }
    kept[row] = prepared;
    count += 1;
    return prepared;
  };
}

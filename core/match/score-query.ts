import { scoreRows } from '#core/index/sparse-index.ts';
import { normaliseText } from '#core/text/normalise.ts';
import { type BestTerms, bestRows, bestScores, bestTerms, hideRows } from './best-terms.ts';
import { type EntryWordScores, scoreEntryWords } from './entry-words.ts';
import type { HiddenTerms } from './hidden-terms.ts';
import { distinctWords, type MatchIndex } from './match-index.ts';
import { initials } from './term-similarity.ts';

/** Room for the scores of one query, row by row; overwritten by the next. */
export interface RowScores {
  /** [dimensions] the query's vector. */
  vector: Float32Array;
  /** [rows] its cosines. */
  semantic: Float32Array;
  /** [rows] written here. */
  letters: Float32Array;
  /** [rows] written here. */
  words: Float32Array;
}

/** What the legs say of one query, entry by entry. */
export interface QueryScores extends EntryWordScores {
  normalised: string;
  /** Without repeats. */
  words: string[];
  hidden: HiddenTerms;
  /** [dimensions] */
  vector: Float32Array;
  semantic: BestTerms;
  letters: BestTerms;
  /** [entries] cosine of the best term by words. */
  wordBest: Float32Array;
  /** [entries] row of the term that fits best, or -1 where none is shown. */
  rows: Int32Array;
  /** Share of the query's character n-grams that some term of the dictionary has, [0, 1]. */
  familiarity: number;
  /** Entries with a term that is the same text. */
  equal: Set<number>;
  /** Entries that the query abbreviates or spells out. */
  acronym: Set<number>;
}

/** Scores a text against every entry, the hidden terms left out. */
export function scoreQuery(
  index: MatchIndex,
  text: string,
  hidden: HiddenTerms,
  { vector, semantic, letters, words: wordScores }: RowScores,
): QueryScores {
  const { entryOf, keys } = index.table;
  const normalised = normaliseText(text);
  const words = distinctWords(text);
  const spelling = index.letters.vectorize(text);
  scoreRows(index.letters.postings, spelling, letters);
  scoreRows(index.words.postings, index.words.vectorize(text), wordScores);
  for (const scores of [semantic, letters, wordScores]) hideRows(scores, hidden.rows);
  return {
    ...scoreEntryWords(index.entryWords, words, hidden.words),
    normalised,
    words,
    hidden,
    vector,
    semantic: bestTerms(semantic, entryOf, keys.length),
    letters: bestTerms(letters, entryOf, keys.length),
    wordBest: bestScores(wordScores, entryOf, keys.length),
    rows: bestRows(semantic, letters, entryOf, keys.length),
    familiarity: spelling.known,
    equal: entriesOf(index, index.equalRows.get(normalised), hidden),
    acronym: acronymEntries(index, words, hidden),
  };
}

function entriesOf(
  index: MatchIndex,
  rows: readonly number[] | undefined,
  hidden: HiddenTerms,
): Set<number> {
  const shown = (rows ?? []).filter((row) => !hidden.rows.has(row));
  return new Set(shown.map((row) => index.table.entryOf[row] as number));
}

/** Entries with a term whose initials are the query ("swe"), or that are the query's initials. */
function acronymEntries(
  index: MatchIndex,
  words: readonly string[],
  hidden: HiddenTerms,
): Set<number> {
  const expanded = words.length === 1 ? index.initialRows.get(words[0] ?? '') : undefined;
  const abbreviated = index.equalRows.get(initials(words));
  return entriesOf(index, [...(expanded ?? []), ...(abbreviated ?? [])], hidden);
}

import { EVIDENCE, type EvidenceName } from './evidence.ts';
import type { MatchIndex } from './match-index.ts';
import type { LegTop, Retrieved } from './retrieve.ts';
import { jaroWinklerWith } from './term-similarity.ts';
import { wordOverlap, wordScore } from './word-index.ts';

/** Where each piece of evidence stands in a row of values. */
export const COLUMN = Object.fromEntries(EVIDENCE.map((name, column) => [name, column])) as Record<
  EvidenceName,
  number
>;

/** Evidence that is left to the second step, because it takes most of the time. */
export const COSTLY = ['words', 'editSimilarity'] as const satisfies EvidenceName[];

/** Writes the evidence of entries for one query, in two steps; all of it is 0 before. */
export interface EntryDescriber {
  /** Writes all but what is costly at an offset; returns the row that fits best, or -1 where none is shown. */
  outline(entry: number, into: Float64Array, at: number): number;
  /** Writes the rest; `row` is what `outline` returned. */
  complete(entry: number, row: number, into: Float64Array, at: number): void;
}

/** Describes entries by what was retrieved; `semantic` [rows]. The query's words are marked in its scratch. */
export function entryDescriber(
  index: MatchIndex,
  query: Retrieved,
  semantic: Float32Array,
): EntryDescriber {
  const { bm25Top, semanticTop, lettersTop, familiarity, equal, acronym, hidden, scratch } = query;
  const { bm25, coverage } = scratch;
  const semanticRank = rankOf(semanticTop);
  const lettersRank = rankOf(lettersTop);
  const rowsOf = rowDescriber(index, query, semantic);
  const similarity = jaroWinklerWith(query.prepared);
  const outline: EntryDescriber['outline'] = (entry, into, at) => {
    const found = rowsOf(entry);
    const norm = hidden.norms.get(entry) ?? (index.sumNorms[entry] as number);
    into[at + COLUMN.semantic] = found.semantic;
    into[at + COLUMN.semanticSupport] = found.semanticSupport;
    into[at + COLUMN.semanticEntry] = norm > 1e-6 ? found.semanticSum / norm : 0;
    into[at + COLUMN.semanticMargin] = marginOf(semanticTop, entry, found.semantic);
    into[at + COLUMN.semanticRank] = semanticRank(entry);
    into[at + COLUMN.letters] = found.letters;
    into[at + COLUMN.lettersSupport] = found.lettersSupport;
    into[at + COLUMN.lettersMargin] = marginOf(lettersTop, entry, found.letters);
    into[at + COLUMN.lettersRank] = lettersRank(entry);
    into[at + COLUMN.familiarity] = familiarity;
    into[at + COLUMN.bm25] = bm25[entry] as number;
    into[at + COLUMN.bm25Margin] = marginOf(bm25Top, entry, bm25[entry] as number);
    into[at + COLUMN.coverage] = coverage[entry] as number;
    into[at + COLUMN.equal] = equal.has(entry) ? 1 / equal.size : 0;
    into[at + COLUMN.acronym] = acronym.has(entry) ? 1 : 0;
    describeTerm(index, query, found.row, into, at);
    return found.row;
  };
  const complete: EntryDescriber['complete'] = (entry, row, into, at) => {
    // Most candidates share letters with the query, but no word.
    if ((coverage[entry] as number) > 0) into[at + COLUMN.words] = bestWords(index, query, entry);
    if (row >= 0) into[at + COLUMN.editSimilarity] = similarity(index.preparedOf(row));
  };
  return { outline, complete };
}

/** The largest score by words among the shown rows of an entry. */
function bestWords(
  { entryRows: { offsets, values }, words }: MatchIndex,
  { hidden: { mask }, scratch: { wordPlaces }, words: asked }: Retrieved,
  entry: number,
): number {
  const end = offsets[entry + 1] as number;
  let best = 0;
  for (let place = offsets[entry] as number; place < end; place += 1) {
    const row = values[place] as number;
    if (mask !== null && mask[row] === 1) continue;
    best = Math.max(best, wordScore(words, asked, wordPlaces, row));
  }
  return best;
}

/** What the shown rows of an entry say together. */
interface FoundRows {
  /** The one that fits best by vectors and letters together; -1 where none is shown. */
  row: number;
  semantic: number;
  semanticSupport: number;
  semanticSum: number;
  letters: number;
  lettersSupport: number;
}

/** One object is filled again and again: this runs for every candidate of every query. */
function rowDescriber(
  { entryRows: { offsets, values } }: MatchIndex,
  { hidden: { mask }, scratch: { rowLetters } }: Retrieved,
  similarities: Float32Array,
): (entry: number) => FoundRows {
  const found: FoundRows = {
    ...{ row: -1, semantic: 0, semanticSupport: 0, semanticSum: 0 },
    ...{ letters: 0, lettersSupport: 0 },
  };
  const bySemantic = bestThree();
  const byLetters = bestThree();
  return (entry) => {
    const end = offsets[entry + 1] as number;
    let fit = Number.NEGATIVE_INFINITY;
    found.row = -1;
    found.semanticSum = 0;
    bySemantic.clear();
    byLetters.clear();
    for (let place = offsets[entry] as number; place < end; place += 1) {
      const row = values[place] as number;
      if (mask !== null && mask[row] === 1) continue;
      const meaning = similarities[row] as number;
      const spelling = rowLetters[row] as number;
      found.semanticSum += meaning;
      bySemantic.add(meaning);
      byLetters.add(spelling);
      if (meaning + spelling <= fit) continue;
      fit = meaning + spelling;
      found.row = row;
    }
    found.semantic = bySemantic.best();
    found.semanticSupport = bySemantic.mean();
    found.letters = byLetters.best();
    found.lettersSupport = byLetters.mean();
    return found;
  };
}

/** What the best row says word by word. */
function describeTerm(
  index: MatchIndex,
  { words, scratch }: Retrieved,
  row: number,
  into: Float64Array,
  at: number,
): void {
  const overlap = wordOverlap(index.words, words, scratch.wordPlaces, row);
  into[at + COLUMN.termOverlap] = overlap.overlap;
  into[at + COLUMN.termCoverage] = overlap.coverage;
  into[at + COLUMN.numbersShared] = overlap.digitsShared;
  into[at + COLUMN.numbersDiffer] = overlap.digitsDiffer;
}

/** The largest of some numbers above 0, and the mean of the three largest, missing ones counting 0. */
function bestThree() {
  let first = 0;
  let second = 0;
  let third = 0;
  return {
    clear(): void {
      first = 0;
      second = 0;
      third = 0;
    },
    add(value: number): void {
      if (value <= third) return;
      if (value > first) {
        third = second;
        second = first;
        first = value;
      } else if (value > second) {
        third = second;
        second = value;
      } else third = value;
    },
    best: () => first,
    mean: () => (first + second + third) / 3,
  };
}

/** 1 / (1 + rank) within a leg's list; 0 for entries that the leg did not retrieve. */
function rankOf({ entries }: LegTop): (entry: number) => number {
  const ranks = new Map(entries.map((entry, rank) => [entry, rank]));
  return (entry) => {
    const rank = ranks.get(entry);
    return rank === undefined ? 0 : 1 / (1 + rank);
  };
}

/** The lead over the second entry for the first one; how far behind the first for every other. */
function marginOf({ entries, first, second }: LegTop, entry: number, value: number): number {
  return entry === entries[0] ? first - second : value - first;
}

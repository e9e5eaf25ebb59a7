import type { RowSimilarities } from '#core/index/row-scan.ts';
import { EVIDENCE, type Evidence, type EvidenceName } from './evidence.ts';
import type { MatchIndex } from './match-index.ts';
import type { LegTop, Retrieved } from './retrieve.ts';
import { jaroWinklerWith } from './term-similarity.ts';
import { markWords, wordOverlap, wordScore } from './word-index.ts';

const WIDTH = EVIDENCE.length;
const COLUMN = Object.fromEntries(EVIDENCE.map((name, column) => [name, column])) as Record<
  EvidenceName,
  number
>;

/**
 * Evidence for some entries, the first `retrieved` of which were found. Everything that rests on a shared scratch is read
 * before the first wait: only an approximate scan waits at all, and it has a scratch of its own.
 */
export async function describeEntries(
  index: MatchIndex,
  query: Retrieved,
  similarities: RowSimilarities,
  { entries, retrieved }: { entries: Uint32Array; retrieved: number },
): Promise<Evidence> {
  const semantic = similarities.all ?? (await scattered(index, entries, similarities));
  const values = new Float64Array(entries.length * WIDTH);
  const rows = new Int32Array(entries.length);
  const write = describer(index, query, semantic);
  markWords(query.words, query.scratch.wordPlaces);
  for (let i = 0; i < entries.length; i += 1) {
    rows[i] = write(entries[i] as number, values, i * WIDTH);
  }
  markWords(query.words, query.scratch.wordPlaces, true);
  return { entries, retrieved, rows, values };
}

/** [rows] similarities of the rows of some entries, 0 for all others. */
async function scattered(
  index: MatchIndex,
  entries: Uint32Array,
  similarities: RowSimilarities,
): Promise<Float32Array> {
  const rows = Uint32Array.from([...entries].flatMap((entry) => [...index.rowsOf(entry)]));
  const scores = await similarities.of(rows);
  const all = new Float32Array(index.rows);
  rows.forEach((row, i) => {
    all[row] = scores[i] as number;
  });
  return all;
}

/** Writes the evidence of an entry at an offset; returns the row that fits best, or -1 where none is shown. */
type WriteEvidence = (entry: number, into: Float64Array, at: number) => number;

function describer(index: MatchIndex, query: Retrieved, semantic: Float32Array): WriteEvidence {
  const { bm25Top, semanticTop, lettersTop, familiarity, equal, acronym, hidden, scratch } = query;
  const { bm25, coverage } = scratch;
  const semanticRank = rankOf(semanticTop);
  const lettersRank = rankOf(lettersTop);
  const rowsOf = rowDescriber(index, query, semantic);
  const similarity = jaroWinklerWith(query.prepared);
  return (entry, into, at) => {
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
    into[at + COLUMN.words] = found.words;
    into[at + COLUMN.bm25] = bm25[entry] as number;
    into[at + COLUMN.bm25Margin] = marginOf(bm25Top, entry, bm25[entry] as number);
    into[at + COLUMN.coverage] = coverage[entry] as number;
    into[at + COLUMN.equal] = equal.has(entry) ? 1 / equal.size : 0;
    into[at + COLUMN.acronym] = acronym.has(entry) ? 1 : 0;
    describeTerm(index, query, found.row, into, at);
    into[at + COLUMN.editSimilarity] = found.row < 0 ? 0 : similarity(index.preparedOf(found.row));
    return found.row;
  };
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
  words: number;
}

/** One object is filled again and again: this runs for every candidate of every query. */
function rowDescriber(
  { entryRows: { offsets, values }, words }: MatchIndex,
  { hidden: { mask }, scratch: { rowLetters, wordPlaces, coverage }, words: asked }: Retrieved,
  similarities: Float32Array,
): (entry: number) => FoundRows {
  const found: FoundRows = {
    ...{ row: -1, semantic: 0, semanticSupport: 0, semanticSum: 0 },
    ...{ letters: 0, lettersSupport: 0, words: 0 },
  };
  const bySemantic = bestThree();
  const byLetters = bestThree();
  return (entry) => {
    const end = offsets[entry + 1] as number;
    // Most candidates share letters with the query, but no word.
    const named = (coverage[entry] as number) > 0;
    let fit = Number.NEGATIVE_INFINITY;
    found.row = -1;
    found.semanticSum = 0;
    found.words = 0;
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
      if (named) found.words = Math.max(found.words, wordScore(words, asked, wordPlaces, row));
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

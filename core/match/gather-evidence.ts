import { scoreRows } from '#core/index/sparse-index.ts';
import { normaliseText } from '#core/text/normalise.ts';
import { bestRows, bestScores, bestTerms, hideRows } from './best-terms.ts';
import { scoreEntryWords } from './entry-words.ts';
import { EVIDENCE, type Evidence } from './evidence.ts';
import { type HiddenTerms, NOTHING_HIDDEN } from './hidden-terms.ts';
import { distinctWords, type MatchIndex } from './match-index.ts';
import { initials, jaccard, jaroWinkler, numberWords } from './term-similarity.ts';
import { topEntries, topTwo } from './top-entries.ts';

/** One text to match. */
export interface MatchQuery {
  text: string;
  /** Entries to score even when they are not retrieved. */
  include?: readonly number[];
  /**
   * Terms to leave out: a training query must find neither itself nor its fold, or the match model would learn from
   * hits, and from gaps, that no new query has.
   */
  hidden?: HiddenTerms;
}

/** Longest text that is scored; the rest of a longer one is ignored. */
const MOST_CHARACTERS = 2000;
const QUERIES_PER_SCAN = 32;

export interface GatherOptions {
  /** Entries taken from each leg. */
  candidates: number;
  /** Describe only so many of the closest retrieved entries, besides those to include; all by default. */
  closest?: number;
}

/** Evidence for each query in order, computed a batch at a time. */
export async function* gatherEvidence(
  index: MatchIndex,
  queries: readonly MatchQuery[],
  options: GatherOptions,
): AsyncGenerator<Evidence> {
  const { rows, dimensions } = index.scan;
  const buffers = { letters: new Float32Array(rows), words: new Float32Array(rows) };
  for (let start = 0; start < queries.length; start += QUERIES_PER_SCAN) {
    const batch = queries.slice(start, start + QUERIES_PER_SCAN);
    const vectors = await index.embed(batch.map(({ text }) => text.slice(0, MOST_CHARACTERS)));
    const scores = await index.scan.scores(vectors);
    for (const [i, query] of batch.entries()) {
      const vector = vectors.subarray(i * dimensions, (i + 1) * dimensions);
      const semantic = scores.subarray(i * rows, (i + 1) * rows);
      yield evidenceOf(index, query, { vector, semantic, ...buffers }, options);
    }
  }
}

/** [entries] scores of one query, leg by leg. */
interface QueryScores {
  normalised: string;
  words: string[];
  hidden: HiddenTerms;
  vector: Float32Array;
  semantic: ReturnType<typeof bestTerms>;
  letters: ReturnType<typeof bestTerms>;
  wordBest: Float32Array;
  bm25: Float32Array;
  coverage: Float32Array;
  /** [words] */
  idf: number[];
  rows: Int32Array;
  equal: Set<number>;
  acronym: Set<number>;
}

/** [rows] scores of one query; overwritten by the next. */
interface RowScores {
  /** [dimensions] */
  vector: Float32Array;
  semantic: Float32Array;
  letters: Float32Array;
  words: Float32Array;
}

function evidenceOf(
  index: MatchIndex,
  query: MatchQuery,
  rowScores: RowScores,
  { candidates, closest }: GatherOptions,
): Evidence {
  const scores = scoreQuery(index, query, rowScores);
  const { tieRank } = index;
  const bySemantic = topEntries(scores.semantic.best, candidates, tieRank);
  const byLetters = topEntries(scores.letters.best, candidates, tieRank);
  const byWords = topTwo(scores.bm25, tieRank);
  const all = [...bySemantic, ...byLetters, ...scores.equal, ...scores.acronym];
  const retrieved = new Set(closest === undefined ? all : closestOf(scores, all, closest));
  const extra = (query.include ?? []).filter((entry) => !retrieved.has(entry));
  const entries = Uint32Array.from([...retrieved, ...new Set(extra)]);
  const values = new Float64Array(entries.length * EVIDENCE.length);
  const ranks = { semantic: rankOf(bySemantic), letters: rankOf(byLetters) };
  const margins = {
    semantic: marginOf(scores.semantic.best, bySemantic),
    letters: marginOf(scores.letters.best, byLetters),
    bm25: marginOf(scores.bm25, byWords),
  };
  entries.forEach((entry, i) => {
    const s = scores.semantic;
    const l = scores.letters;
    const term = termEvidence(index, scores, scores.rows[entry] ?? -1);
    values.set(
      [
        at(s.best, entry),
        at(s.support, entry),
        entryCosine(index, scores, entry),
        margins.semantic(entry),
        ranks.semantic(entry),
        at(l.best, entry),
        at(l.support, entry),
        margins.letters(entry),
        ranks.letters(entry),
        at(scores.wordBest, entry),
        at(scores.bm25, entry),
        margins.bm25(entry),
        at(scores.coverage, entry),
        term.overlap,
        term.coverage,
        term.edit,
        scores.equal.has(entry) ? 1 : 0,
        scores.acronym.has(entry) ? 1 : 0,
        term.numbersShared,
        term.numbersDiffer,
      ],
      i * EVIDENCE.length,
    );
  });
  const rows = Int32Array.from(entries, (entry) => scores.rows[entry] ?? -1);
  return { entries, retrieved: retrieved.size, rows, values };
}

/** The entries that look most like the query, judged by both legs together. */
function closestOf(scores: QueryScores, entries: readonly number[], count: number): number[] {
  const closeness = (entry: number) =>
    at(scores.semantic.best, entry) + at(scores.letters.best, entry);
  return [...new Set(entries)].sort((a, b) => closeness(b) - closeness(a)).slice(0, count);
}

const at = (scores: Float32Array, entry: number): number => scores[entry] ?? 0;

function scoreQuery(
  index: MatchIndex,
  query: MatchQuery,
  { vector, semantic, letters, words: wordScores }: RowScores,
): QueryScores {
  const { table } = index;
  const text = query.text.slice(0, MOST_CHARACTERS);
  const normalised = normaliseText(text);
  const words = distinctWords(text);
  const hidden = query.hidden ?? NOTHING_HIDDEN;
  scoreRows(index.letters.postings, index.letters.vectorize(text), letters);
  scoreRows(index.words.postings, index.words.vectorize(text), wordScores);
  for (const scores of [semantic, letters, wordScores]) hideRows(scores, hidden.rows);
  const fold = (scores: Float32Array) => bestTerms(scores, table.entryOf, table.keys.length);
  const entryScores = scoreEntryWords(index.entryWords, words, hidden.wordsByEntry);
  return {
    normalised,
    words,
    hidden,
    vector,
    semantic: fold(semantic),
    letters: fold(letters),
    wordBest: bestScores(wordScores, table.entryOf, table.keys.length),
    ...entryScores,
    rows: bestRows(semantic, letters, table.entryOf, table.keys.length),
    equal: entriesOf(index, index.equalRows.get(normalised), hidden),
    acronym: acronymEntries(index, normalised, words, hidden),
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
  normalised: string,
  words: readonly string[],
  hidden: HiddenTerms,
): Set<number> {
  const expanded = words.length === 1 ? index.initialRows.get(words[0] ?? '') : undefined;
  const abbreviated = normalised === '' ? undefined : index.equalRows.get(initials(words));
  return entriesOf(index, [...(expanded ?? []), ...(abbreviated ?? [])], hidden);
}

/** 1 / (1 + rank) within a leg's list; 0 for entries that the leg did not retrieve. */
function rankOf(list: readonly number[]): (entry: number) => number {
  const ranks = new Map(list.map((entry, rank) => [entry, rank]));
  return (entry) => {
    const rank = ranks.get(entry);
    return rank === undefined ? 0 : 1 / (1 + rank);
  };
}

/** The lead over the second entry for the first one; how far behind the first for every other. */
function marginOf(scores: Float32Array, list: readonly number[]): (entry: number) => number {
  const [first, second] = list;
  const top = first === undefined ? 0 : at(scores, first);
  const next = second === undefined ? 0 : at(scores, second);
  return (entry) => (entry === first ? top - next : at(scores, entry) - top);
}

/** Cosine of the query with the mean of the entry's terms, hidden ones left out. */
function entryCosine(index: MatchIndex, scores: QueryScores, entry: number): number {
  const { dimensions, vectors } = index.table;
  const mine = scores.hidden.rowsByEntry.get(entry) ?? [];
  let product = 0;
  let squares = 0;
  for (let c = 0; c < dimensions; c += 1) {
    let value = index.sums[entry * dimensions + c] as number;
    for (const row of mine) value -= vectors[row * dimensions + c] as number;
    product += value * (scores.vector[c] as number);
    squares += value * value;
  }
  return squares > 1e-12 ? product / Math.sqrt(squares) : 0;
}

interface TermEvidence {
  overlap: number;
  coverage: number;
  edit: number;
  numbersShared: number;
  numbersDiffer: number;
}

/** What the best term says word by word and letter by letter. */
function termEvidence(index: MatchIndex, scores: QueryScores, row: number): TermEvidence {
  const normalised = index.normalised[row] ?? '';
  const term = row < 0 ? [] : distinctWords(normalised);
  const has = new Set(term);
  const { idf } = scores;
  const total = idf.reduce((sum, weight) => sum + weight, 0);
  const covered = scores.words.reduce((sum, w, i) => sum + (has.has(w) ? (idf[i] ?? 0) : 0), 0);
  const numbers = numberWords(scores.words);
  const shared = numbers.filter((word) => has.has(word)).length;
  return {
    overlap: jaccard(scores.words, term),
    coverage: total > 0 ? covered / total : 0,
    edit: jaroWinkler(scores.normalised, normalised),
    numbersShared: numbers.length === 0 ? 0 : shared / numbers.length,
    numbersDiffer: numbers.length + numberWords(term).length - 2 * shared,
  };
}

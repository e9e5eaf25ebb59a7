import { EVIDENCE, type Evidence, type EvidenceName } from './evidence.ts';
import { type HiddenTerms, NOTHING_HIDDEN } from './hidden-terms.ts';
import type { MatchIndex } from './match-index.ts';
import { type QueryScores, type RowScores, scoreQuery } from './score-query.ts';
import { entryCosine, termEvidence } from './term-evidence.ts';
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

/** Longest text that is scored, in UTF-16 code units; the rest of a longer one is ignored. */
const LONGEST_TEXT = 2000;
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
    const texts = batch.map(({ text }) => text.slice(0, LONGEST_TEXT));
    const vectors = await index.embed(texts);
    const scores = await index.scan.scores(vectors);
    for (const [i, { hidden = NOTHING_HIDDEN, include = [] }] of batch.entries()) {
      const vector = vectors.subarray(i * dimensions, (i + 1) * dimensions);
      const semantic = scores.subarray(i * rows, (i + 1) * rows);
      const rowScores: RowScores = { vector, semantic, ...buffers };
      const query = scoreQuery(index, texts[i] ?? '', hidden, rowScores);
      yield evidenceOf(index, query, include, options);
    }
  }
}

/** Retrieves entries and describes them, and those of `include`. */
function evidenceOf(
  index: MatchIndex,
  query: QueryScores,
  include: readonly number[],
  { candidates, closest }: GatherOptions,
): Evidence {
  const bySemantic = topEntries(query.semantic.best, candidates, index.tieRank);
  const byLetters = topEntries(query.letters.best, candidates, index.tieRank);
  const all = [...bySemantic, ...byLetters, ...query.equal, ...query.acronym];
  const retrieved = new Set(closest === undefined ? all : closestOf(query, all, closest));
  const entries = Uint32Array.from(new Set([...retrieved, ...include]));
  const values = new Float64Array(entries.length * EVIDENCE.length);
  const evidenceFor = describer(index, query, bySemantic, byLetters);
  entries.forEach((entry, i) => {
    const described = evidenceFor(entry);
    EVIDENCE.forEach((name, column) => {
      values[i * EVIDENCE.length + column] = described[name];
    });
  });
  const rows = Int32Array.from(entries, (entry) => query.rows[entry] ?? -1);
  return { entries, retrieved: retrieved.size, rows, values };
}

/** What is known about an entry, given what each leg retrieved. */
function describer(
  index: MatchIndex,
  query: QueryScores,
  bySemantic: readonly number[],
  byLetters: readonly number[],
): (entry: number) => Record<EvidenceName, number> {
  const { semantic, letters, bm25 } = query;
  const semanticRank = rankOf(bySemantic);
  const lettersRank = rankOf(byLetters);
  const semanticMargin = marginOf(semantic.best, bySemantic);
  const lettersMargin = marginOf(letters.best, byLetters);
  const bm25Margin = marginOf(bm25, topTwo(bm25, index.tieRank));
  return (entry) => ({
    semantic: at(semantic.best, entry),
    semanticSupport: at(semantic.support, entry),
    semanticEntry: entryCosine(index, query, entry),
    semanticMargin: semanticMargin(entry),
    semanticRank: semanticRank(entry),
    letters: at(letters.best, entry),
    lettersSupport: at(letters.support, entry),
    lettersMargin: lettersMargin(entry),
    lettersRank: lettersRank(entry),
    familiarity: query.familiarity,
    words: at(query.wordBest, entry),
    bm25: at(bm25, entry),
    bm25Margin: bm25Margin(entry),
    coverage: at(query.coverage, entry),
    ...termEvidence(index, query, query.rows[entry] ?? -1),
    equal: query.equal.has(entry) ? 1 / query.equal.size : 0,
    acronym: query.acronym.has(entry) ? 1 : 0,
  });
}

/** The entries that look most like the query, judged by both legs together. */
function closestOf(query: QueryScores, entries: readonly number[], count: number): number[] {
  const closeness = (entry: number) =>
    at(query.semantic.best, entry) + at(query.letters.best, entry);
  return [...new Set(entries)].sort((a, b) => closeness(b) - closeness(a)).slice(0, count);
}

const at = (scores: Float32Array, entry: number): number => scores[entry] ?? 0;

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

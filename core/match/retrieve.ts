import type { NumberLists } from '#core/index/number-lists.ts';
import type { RowSimilarities } from '#core/index/row-scan.ts';
import { rowsOfText } from '#core/index/text-lookup.ts';
import type { HiddenTerms } from './hidden-terms.ts';
import { queryLetters, scoreLetters } from './letter-index.ts';
import type { MatchIndex, Scratch } from './match-index.ts';
import { distinctWords, initials } from './prepare-text.ts';
import { topEntries, topOf } from './top-entries.ts';
import { queryWords, type WordQuery } from './word-index.ts';

/** What is looked for, and where. */
export interface RetrieveRequest {
  text: string;
  hidden: HiddenTerms;
  similarities: RowSimilarities;
  /** Entries taken from each leg. */
  candidates: number;
  /** [entries] 1 where an entry may be found; null: everywhere. */
  admitted: Uint8Array | null;
  /** Overwritten. */
  scratch: Scratch;
}

/** The best entries of a leg over the whole dictionary, whatever is admitted: ranks and margins rest on them. */
export interface LegTop {
  entries: number[];
  /** Of the first and the second; 0 where there is none. */
  first: number;
  second: number;
}

/** What the legs say of one query; arrays of scores are the scratch's. */
export interface Retrieved {
  prepared: string;
  words: WordQuery;
  hidden: HiddenTerms;
  semanticTop: LegTop;
  lettersTop: LegTop;
  bm25Top: LegTop;
  scratch: Scratch;
  /** Share of the query's character n-grams that some term of the dictionary has, [0, 1]. */
  familiarity: number;
  /** Entries with a term that is the same text. */
  equal: Set<number>;
  /** Entries that the query abbreviates or spells out. */
  acronym: Set<number>;
  /** Admitted entries that a leg found, without repeats. */
  found: number[];
}

/** Asks every leg. Hidden rows are nowhere seen; what is not admitted is not among those found. */
export function retrieve(index: MatchIndex, request: RetrieveRequest): Retrieved {
  const { text, hidden, similarities, candidates, admitted, scratch } = request;
  const { tieRank } = index;
  const prepared = index.prepare(text);
  const { tokenScores, known } = queryLetters(index.letters, prepared, scratch.tokenScores);
  const plain = distinctWords(prepared, index.analysis);
  const { query: words, scores } = queryWords(index.words, plain, hidden.words, scratch);
  const { semantic, letters } = scratch;
  foldSimilarities(index, similarities, hidden.mask, semantic);
  scoreLetters(index.letters, tokenScores, scratch.rowLetters);
  bestOfRows(scratch.rowLetters, index.entryRows, hidden.mask, letters);
  const equal = entriesOf(index, rowsOfText(index.equal, prepared, index.preparedOf), hidden);
  const acronym = acronymEntries(index, prepared, plain, hidden);
  const top = (values: Float32Array) => legTop(values, candidates, tieRank);
  const semanticTop = top(semantic);
  const lettersTop = top(letters);
  const near = (values: Float32Array, { entries }: LegTop) =>
    admitted === null ? entries : topEntries(values, candidates, tieRank, admitted);
  const alike = [...equal, ...acronym].filter(
    (entry) => admitted === null || admitted[entry] === 1,
  );
  return {
    ...{ prepared, words, hidden, scratch },
    ...{ semanticTop, lettersTop, equal, acronym },
    bm25Top: topTwo(scores.bm25, scores.touched, tieRank),
    familiarity: known,
    found: [...new Set([...near(semantic, semanticTop), ...near(letters, lettersTop), ...alike])],
  };
}

function legTop(values: Float32Array, candidates: number, tieRank: Uint32Array): LegTop {
  const entries = topEntries(values, candidates, tieRank);
  const at = (place: number) => values[entries[place] ?? -1] ?? 0;
  return { entries, first: at(0), second: at(1) };
}

function topTwo(values: Float32Array, touched: readonly number[], tieRank: Uint32Array): LegTop {
  const entries = topOf(touched, values, 2, tieRank);
  const at = (place: number) => values[entries[place] ?? -1] ?? 0;
  return { entries, first: at(0), second: at(1) };
}

/** [entries] largest similarity of the entry's shown rows, at least 0; of the nearest rows where only those are known. */
function foldSimilarities(
  { entryOf, entryRows }: MatchIndex,
  { all, near }: RowSimilarities,
  mask: Uint8Array | null,
  best: Float32Array,
): void {
  if (all) {
    bestOfRows(all, entryRows, mask, best);
    return;
  }
  best.fill(0);
  near?.rows.forEach((row, i) => {
    const score = near.scores[i] as number;
    const entry = entryOf[row] as number;
    if (score > (best[entry] as number) && mask?.[row] !== 1) best[entry] = score;
  });
}

/** [entries] largest score of the entry's shown rows, at least 0. */
function bestOfRows(
  scores: Float32Array,
  rows: NumberLists,
  mask: Uint8Array | null,
  best: Float32Array,
): void {
  if (mask === null) bestOfAllRows(scores, rows, best);
  else bestOfShownRows(scores, rows, mask, best);
}

/**
 * As floats above 0 are ordered as their bits are, the maximum needs no branch: which row is the best so far cannot be
 * predicted, and guessing wrong takes more time than all the rest.
 */
function bestOfAllRows(
  scores: Float32Array,
  { offsets, values }: NumberLists,
  best: Float32Array,
): void {
  const bits = new Int32Array(scores.buffer, scores.byteOffset, scores.length);
  const most = new Int32Array(best.buffer, best.byteOffset, best.length);
  let place = 0;
  for (let entry = 0; entry < most.length; entry += 1) {
    const end = offsets[entry + 1] as number;
    let highest = 0;
    for (; place < end; place += 1) {
      const score = bits[values[place] as number] as number;
      const ahead = highest - (score & ~(score >> 31));
      highest -= ahead & (ahead >> 31);
    }
    most[entry] = highest;
  }
}

function bestOfShownRows(
  scores: Float32Array,
  { offsets, values }: NumberLists,
  mask: Uint8Array,
  best: Float32Array,
): void {
  let place = 0;
  for (let entry = 0; entry < best.length; entry += 1) {
    const end = offsets[entry + 1] as number;
    let most = 0;
    for (; place < end; place += 1) {
      const row = values[place] as number;
      const score = scores[row] as number;
      if (score > most && mask[row] === 0) most = score;
    }
    best[entry] = most;
  }
}

function entriesOf(index: MatchIndex, rows: readonly number[], hidden: HiddenTerms): Set<number> {
  const shown = rows.filter((row) => !hidden.rows.has(row));
  return new Set(shown.map((row) => index.entryOf[row] as number));
}

/** Entries with a term whose initials are the query ("swe"), or that are the query's initials. */
function acronymEntries(
  index: MatchIndex,
  prepared: string,
  words: readonly string[],
  hidden: HiddenTerms,
): Set<number> {
  const initialsOf = (row: number) => initials(index.preparedOf(row));
  const [only] = words;
  const expanded =
    words.length === 1 && only !== undefined ? rowsOfText(index.initials, only, initialsOf) : [];
  const abbreviated = rowsOfText(index.equal, initials(prepared), index.preparedOf);
  return entriesOf(index, [...expanded, ...abbreviated], hidden);
}

import type { RowSimilarities } from '#core/index/row-scan.ts';
import { COLUMN, COSTLY, type EntryDescriber, entryDescriber } from './entry-describer.ts';
import { EVIDENCE, type Evidence } from './evidence.ts';
import type { MatchIndex } from './match-index.ts';
import { logOddsOf, type MatchModel, perUnitOf } from './match-model.ts';
import type { Retrieved } from './retrieve.ts';
import { markWords } from './word-index.ts';

const WIDTH = EVIDENCE.length;

/** What is to be described: the first `retrieved` of the entries were found. */
export interface DescribeRequest {
  entries: Uint32Array;
  retrieved: number;
  /** Of those found, only what can be among the k best of a model; see `GatherOptions`. */
  best?: { k: number; model: MatchModel } | undefined;
}

/**
 * Evidence for some entries. Everything that rests on a shared scratch is read before the first wait: only an approximate
 * scan waits at all, and it has a scratch of its own.
 */
export async function describeEntries(
  index: MatchIndex,
  query: Retrieved,
  similarities: RowSimilarities,
  { entries, retrieved, best }: DescribeRequest,
): Promise<Evidence> {
  const semantic = similarities.all ?? (await scattered(index, entries, similarities));
  const described: Evidence = {
    ...{ entries, retrieved },
    rows: new Int32Array(entries.length),
    values: new Float64Array(entries.length * WIDTH),
  };
  markWords(query.words, query.scratch.wordPlaces);
  const describer = entryDescriber(index, query, semantic);
  outlineAll(described, describer);
  const result = best
    ? completeBest(described, describer, best)
    : completeSome(described, describer, 0);
  markWords(query.words, query.scratch.wordPlaces, true);
  return result;
}

function outlineAll({ entries, rows, values }: Evidence, { outline }: EntryDescriber): void {
  for (let i = 0; i < entries.length; i += 1) {
    rows[i] = outline(entries[i] as number, values, i * WIDTH);
  }
}

/** Completes the entries from one on. */
function completeSome(evidence: Evidence, describer: EntryDescriber, from: number): Evidence {
  for (let i = from; i < evidence.entries.length; i += 1) completeAt(evidence, describer, i);
  return evidence;
}

function completeAt(
  { entries, rows, values }: Evidence,
  { complete }: EntryDescriber,
  i: number,
): void {
  complete(entries[i] as number, rows[i] as number, values, i * WIDTH);
}

/** Far above the rounding of a sum of log-odds. */
const SLACK = 1e-9;

/**
 * Completes retrieved entries in the order of the most that they can reach, until no other can come among the k best, and
 * leaves those others out.
 */
function completeBest(
  outlined: Evidence,
  describer: EntryDescriber,
  { k, model }: { k: number; model: MatchModel },
): Evidence {
  const { retrieved, values } = outlined;
  const weights = perUnitOf(model);
  const bounds = Float64Array.from({ length: retrieved }, (_, i) => {
    const most = mostOf(weights.perUnit, values, i * WIDTH);
    return logOddsOf(weights, values, i * WIDTH) + most + SLACK;
  });
  const order = Uint32Array.from(bounds, (_, i) => i).sort(
    (a, b) => (bounds[b] as number) - (bounds[a] as number),
  );
  const best = new Float64Array(k).fill(Number.NEGATIVE_INFINITY);
  let completed = 0;
  for (; completed < retrieved; completed += 1) {
    const i = order[completed] as number;
    if (k > 0 && (bounds[i] as number) < (best[k - 1] as number)) break;
    completeAt(outlined, describer, i);
    insert(best, logOddsOf(weights, values, i * WIDTH));
  }
  completeSome(outlined, describer, retrieved);
  return pick(outlined, order.subarray(0, completed).sort());
}

/** Shares are sums of float32, which may end a little above 1. */
const MOST = 1 + 1e-6;

/** The most that the costly evidence of an entry can add: each piece is in [0, 1]. */
function mostOf(perUnit: Float64Array, values: Float64Array, at: number): number {
  const shares = {
    words: (values[at + COLUMN.coverage] as number) > 0 ? MOST : 0,
    editSimilarity: MOST,
  };
  let most = 0;
  for (const name of COSTLY) most += shares[name] * Math.max(0, perUnit[COLUMN[name]] as number);
  return most;
}

/** Puts a score into descending ones, which lose their last; nothing happens where it is too small. */
function insert(scores: Float64Array, score: number): void {
  let place = scores.length;
  for (; place > 0 && (scores[place - 1] as number) < score; place -= 1) {
    if (place < scores.length) scores[place] = scores[place - 1] as number;
  }
  if (place < scores.length) scores[place] = score;
}

/** Some of the retrieved entries, in their order, and all of those behind them. */
function pick({ entries, retrieved, rows, values }: Evidence, places: Uint32Array): Evidence {
  const rest = Array.from({ length: entries.length - retrieved }, (_, i) => retrieved + i);
  const kept = [...places, ...rest];
  const picked = new Float64Array(kept.length * WIDTH);
  kept.forEach((i, at) => {
    picked.set(values.subarray(i * WIDTH, (i + 1) * WIDTH), at * WIDTH);
  });
  return {
    entries: Uint32Array.from(kept, (i) => entries[i] as number),
    retrieved: places.length,
    rows: Int32Array.from(kept, (i) => rows[i] as number),
    values: picked,
  };
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

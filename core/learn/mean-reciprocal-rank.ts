import type { LearningRows } from './learning-rows.ts';
import { type Matrix, type Multiply, matrix } from './multiply.ts';
import { unitRows } from './unit-rows.ts';

/** A query kept aside: its vector's row in `vectors`, and the entries that are right. */
export interface RankedQueries {
  /** [queries × dimensions] */
  vectors: Matrix;
  right: readonly (readonly number[])[];
}

const DEPTH = 10;
const TERMS_AT_ONCE = 8192;

/** Terms to rank, as rows of length 1 from `from` until before `to`. */
export interface RankedTerms {
  /** Entry of each term. */
  entryOf: Uint32Array;
  unitRows(from: number, to: number): Promise<Matrix>;
}

/** MRR@10 of queries when terms and queries are multiplied by `map`. */
export async function meanReciprocalRank(
  { vectors, entryOf }: Pick<LearningRows, 'vectors' | 'entryOf'>,
  queries: RankedQueries,
  map: Matrix,
  multiply: Multiply,
  breathe: () => Promise<void>,
): Promise<number> {
  const mapped = async (rows: Matrix) => unitRows(await multiply(rows, map)).unit;
  const terms = {
    entryOf,
    unitRows: (from: number, to: number) => mapped(rowsFrom(vectors, from, to)),
  };
  const asked = { ...queries, vectors: await mapped(queries.vectors) };
  return reciprocalRankOf(terms, asked, multiply, breathe);
}

/**
 * MRR@10 of queries of length 1 when an entry is as similar as its most similar term. Of equal entries the right one
 * comes last, so that what makes all alike wins nothing.
 */
export async function reciprocalRankOf(
  { entryOf, unitRows: termsFrom }: RankedTerms,
  { vectors: asked, right }: RankedQueries,
  multiply: Multiply,
  breathe: () => Promise<void>,
): Promise<number> {
  if (right.length === 0) return 0;
  const entries = entryOf.reduce((most, entry) => Math.max(most, entry + 1), 0);
  const best = new Float32Array(right.length * entries).fill(-2);
  for (let from = 0; from < entryOf.length; from += TERMS_AT_ONCE) {
    const terms = await termsFrom(from, Math.min(from + TERMS_AT_ONCE, entryOf.length));
    keepBest(best, entries, await multiply(asked, terms, { b: true }), entryOf.subarray(from));
    await breathe();
  }
  const ranks = right.map((keys, query) =>
    reciprocalRank(best.subarray(query * entries, (query + 1) * entries), keys),
  );
  return ranks.reduce((sum, rank) => sum + rank, 0) / ranks.length;
}

const rowsFrom = ({ columns, values }: Matrix, from: number, to: number): Matrix =>
  matrix(to - from, columns, values.subarray(from * columns, to * columns));

function keepBest(
  best: Float32Array,
  entries: number,
  { rows, columns, values }: Matrix,
  entryOf: Uint32Array,
): void {
  for (let query = 0; query < rows; query += 1) {
    for (let term = 0; term < columns; term += 1) {
      const at = query * entries + (entryOf[term] as number);
      const cosine = values[query * columns + term] as number;
      if (cosine > (best[at] as number)) best[at] = cosine;
    }
  }
}

function reciprocalRank(best: Float32Array, right: readonly number[]): number {
  if (right.length === 0) return 0;
  const highest = Math.max(-2, ...right.map((entry) => best[entry] ?? -2));
  const isRight = new Set(right);
  let before = 0;
  for (let entry = 0; entry < best.length; entry += 1) {
    if (!isRight.has(entry) && (best[entry] as number) >= highest) before += 1;
  }
  return before < DEPTH ? 1 / (before + 1) : 0;
}

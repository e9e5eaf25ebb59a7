import { listAt } from '#core/index/number-lists.ts';
import { lengthOf } from './build-index.ts';
import type { MatchIndex } from './match-index.ts';
import type { HiddenWords } from './word-index.ts';

/** Rows that must not count for some queries, prepared once for all of them. */
export interface HiddenTerms {
  rows: ReadonlySet<number>;
  /** [rows] 1 where a row is hidden; null where none is. */
  mask: Uint8Array | null;
  /** Entry with hidden rows -> length of the sum of its other rows' vectors. */
  norms: ReadonlyMap<number, number>;
  words: HiddenWords;
}

export const NOTHING_HIDDEN: HiddenTerms = {
  rows: new Set(),
  mask: null,
  norms: new Map(),
  words: { byEntry: new Map(), count: 0 },
};

/** Vectors [rows × dimensions] of an index in memory. */
export interface RowVectors {
  vectors: Float32Array;
  dimensions: number;
}

/** Hides the terms that were learnt from the queries for which `learntFrom` holds. */
export function hideLearnt(
  index: Pick<MatchIndex, 'rows' | 'firstLearnt' | 'learntFrom' | 'entryOf' | 'rowsOf' | 'words'>,
  vectors: RowVectors,
  learntFrom: (normalisedQuery: string) => boolean,
): HiddenTerms {
  const rows = new Set<number>();
  const byEntry = new Map<number, Uint32Array[]>();
  let count = 0;
  for (let row = index.firstLearnt; row < index.rows; row += 1) {
    const source = index.learntFrom(row);
    if (source === null || !learntFrom(source)) continue;
    rows.add(row);
    const words = listAt(index.words.rowWords, row);
    const entry = index.entryOf[row] as number;
    byEntry.set(entry, [...(byEntry.get(entry) ?? []), words]);
    count += words.length;
  }
  if (rows.size === 0) return NOTHING_HIDDEN;
  const mask = Uint8Array.from({ length: index.rows }, (_, row) => Number(rows.has(row)));
  const norms = new Map(
    Array.from(byEntry.keys(), (entry) => [entry, visibleNorm(index.rowsOf(entry), mask, vectors)]),
  );
  return { rows, mask, norms, words: { byEntry, count } };
}

/**
 * Sums what is shown instead of taking what is hidden from the whole: the rounding left over by a difference would tell
 * an entry without any other term from one that never had a term.
 */
function visibleNorm(
  rows: Uint32Array,
  hidden: Uint8Array,
  { vectors, dimensions }: RowVectors,
): number {
  const sum = new Float64Array(dimensions);
  for (const row of rows) {
    if (hidden[row] === 1) continue;
    const start = row * dimensions;
    for (let c = 0; c < dimensions; c += 1)
      sum[c] = (sum[c] as number) + (vectors[start + c] as number);
  }
  return lengthOf(sum);
}

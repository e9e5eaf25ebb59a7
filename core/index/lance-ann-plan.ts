/** LanceDB's approximate indexes that are used here. */
export type IndexKind = 'IVF_RQ' | 'IVF_FLAT';

/** What is built for a table, and how it is divided. */
export interface IndexPlan {
  kind: IndexKind;
  partitions: number;
}

/** Nearest rows that are fetched and scored exactly, and so the most that recall was measured with. */
export const CANDIDATES = 400;

/** Four times as many took twice as long to train and to search at half a million rows, for no better recall. */
const ROWS_PER_PARTITION = 4096;

/** With fewer, one bit for each is too coarse: at 32, one in twenty of the ten nearest was not among 400 candidates. */
const LEAST_DIMENSIONS_FOR_BITS = 64;

/** Bytes that LanceDB keeps for a vector beside its bits: its row, its factors, and as much again for its own use. */
const OVERHEAD_BYTES = 24;
const LEAST_CACHE_BYTES = 32 * 2 ** 20;

/**
 * RaBitQ (Gao and Long, SIGMOD 2024): a bit for each dimension, so that the whole index stays in memory where the vectors
 * do not. LanceDB has it for multiples of 8 only; other widths get whole vectors, in partitions.
 */
export function planIndex(rows: number, dimensions: number): IndexPlan {
  const bits = dimensions % 8 === 0 && dimensions >= LEAST_DIMENSIONS_FOR_BITS;
  return {
    kind: bits ? 'IVF_RQ' : 'IVF_FLAT',
    partitions: Math.max(1, Math.round(rows / ROWS_PER_PARTITION)),
  };
}

/** Partitions to look through for an effort in [0, 1]: 0 is one of them; null at 1, where every vector is compared. */
export function probesFor(effort: number, partitions: number): number | null {
  if (effort >= 1) return null;
  return Math.max(1, Math.round(effort * partitions));
}

/** Bytes that hold a whole IVF_RQ index with what LanceDB knows of its files. */
export function cacheBytesFor(rows: number, dimensions: number): number {
  return Math.max(LEAST_CACHE_BYTES, 2 * rows * (dimensions / 8 + OVERHEAD_BYTES));
}

/** What a scan says of one query. */
export interface RowSimilarities {
  /** [rows] inner product with every row, or null where only the nearest are known. */
  all: Float32Array | null;
  /** Where `all` is null: the rows that were found near, and their inner products. */
  near: { rows: Uint32Array; scores: Float32Array } | null;
  /** [rows.length] inner products with some rows, exact in either case. */
  of(rows: Uint32Array): Promise<Float32Array>;
}

/** Finds the vectors nearest to queries; inner products are cosines where all is L2-normalised. */
export interface RowScan {
  rows: number;
  dimensions: number;
  /** False where rows may be missed. */
  exact: boolean;
  /** Share of the true ten nearest rows that a sample found, [0, 1]; null where the scan is exact. */
  recall: number | null;
  /** Why every vector is compared on the disk, although an approximate index was wanted; null or left out otherwise. */
  withoutIndex?: string | null;
  /** [queries] for queries [q × dimensions]; a call that is aborted before its turn does no work. Throws what `signal` says. */
  scan(queries: Float32Array, signal?: AbortSignal): Promise<RowSimilarities[]>;
  close(): Promise<void>;
}

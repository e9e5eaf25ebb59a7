import type { SparseVector } from '#core/embed/embedder.ts';

/** Postings by feature: `rows[offsets[f] … offsets[f + 1]]` hold feature f with `weights`. */
export interface SparsePostings {
  rowCount: number;
  /** [features + 1] */
  offsets: Uint32Array;
  /** [non-zeros] */
  rows: Uint32Array;
  /** [non-zeros] */
  weights: Float32Array;
}

/** Inverts sparse rows into postings. */
export function invertRows(sparse: readonly SparseVector[], featureCount: number): SparsePostings {
  const offsets = new Uint32Array(featureCount + 1);
  for (const { indices } of sparse) {
    for (const feature of indices) offsets[feature + 1] = (offsets[feature + 1] ?? 0) + 1;
  }
  for (let f = 0; f < featureCount; f += 1)
    offsets[f + 1] = (offsets[f + 1] ?? 0) + (offsets[f] ?? 0);
  const next = offsets.slice();
  const rows = new Uint32Array(offsets[featureCount] ?? 0);
  const weights = new Float32Array(rows.length);
  for (let row = 0; row < sparse.length; row += 1) {
    const { indices, values } = sparse[row] as SparseVector;
    for (let i = 0; i < indices.length; i += 1) {
      const feature = indices[i] as number;
      const place = next[feature] as number;
      next[feature] = place + 1;
      rows[place] = row;
      weights[place] = values[i] as number;
    }
  }
  return { rowCount: sparse.length, offsets, rows, weights };
}

/** Writes the dot product of the query with every row into `scores` [rows]; the cosine where both are L2-normalised. */
export function scoreRows(
  postings: SparsePostings,
  query: SparseVector,
  scores: Float32Array,
): void {
  const { offsets, rows, weights } = postings;
  scores.fill(0);
  for (let i = 0; i < query.indices.length; i += 1) {
    const feature = query.indices[i] as number;
    const weight = query.values[i] as number;
    const end = offsets[feature + 1] as number;
    for (let place = offsets[feature] as number; place < end; place += 1) {
      const row = rows[place] as number;
      scores[row] = (scores[row] as number) + weight * (weights[place] as number);
    }
  }
}

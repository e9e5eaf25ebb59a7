import type { Space } from '#core/contract/versions.ts';

export type { SparseVector } from '#core/text/tfidf.ts';

/** Text -> vector. Every embedder gives L2-normalised rows; a text in which it knows nothing becomes zeros. */
export interface Embedder {
  readonly space: Space;
  /** Vectors [texts × space.dimensions], row-major, in the order of the texts. */
  embed(texts: readonly string[], breathe?: () => Promise<void>): Promise<Float32Array>;
}

/** Some rows of a table of vectors. */
export interface VectorRows {
  ids: readonly string[];
  /** [ids × dimensions], row-major. */
  vectors: Float32Array;
}

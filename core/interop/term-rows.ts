/** Some rows of a version in their order, as the formats for vectors take them. */
export interface TermRows {
  /** [rows] key of the entry that the term belongs to. */
  keys: readonly string[];
  terms: readonly string[];
  /** [rows × dimensions], row-major. */
  vectors: Float32Array;
}

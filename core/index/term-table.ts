/** Every term of a version with its vector: what the LanceDB table holds and what a scan needs. */
export interface TermTable {
  /** [entries] */
  keys: string[];
  /** [entries] what each is called: its first term. */
  names: string[];
  /** [rows] */
  terms: string[];
  /** [rows] number of the term's entry in `keys`. */
  entryOf: Uint32Array;
  /** [rows] the normalised query that a term was learnt from, or null for the dictionary's own, which stand first. */
  learntFrom: (string | null)[];
  /** [rows × dimensions], L2-normalised. */
  vectors: Float32Array;
  dimensions: number;
}

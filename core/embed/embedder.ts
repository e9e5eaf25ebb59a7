/** What a text is to a match. Models that were trained with prefixes give each its own. */
export type TextRole = 'query' | 'term';

/** Some of the texts that an embedder was given, with their vectors. */
export interface EmbeddedBatch {
  /** Positions in the given texts. */
  positions: Uint32Array;
  /** [positions × dimensions], row-major, L2-normalised; a text in which the model knows nothing becomes zeros. */
  vectors: Float32Array;
}

/** Text -> vector. The same text gets the same vector whatever else is embedded with it, up to rounding. */
export interface Embedder {
  readonly dimensions: number;
  /**
   * Embeds every text once, in batches whose order suits the model. Stop iterating to stop the work; no batch takes
   * longer than about a second.
   */
  batches(texts: readonly string[], role: TextRole): AsyncIterable<EmbeddedBatch>;
  /** Frees what it holds; it cannot be used afterwards. */
  close(): Promise<void>;
}

/** Vectors [texts × dimensions], row-major, in the order of the texts. */
export async function embedTexts(
  embedder: Embedder,
  texts: readonly string[],
  role: TextRole,
  breathe: () => Promise<void> = async () => {},
): Promise<Float32Array> {
  const { dimensions } = embedder;
  const all = new Float32Array(texts.length * dimensions);
  for await (const { positions, vectors } of embedder.batches(texts, role)) {
    for (const [row, position] of positions.entries()) {
      all.set(vectors.subarray(row * dimensions, (row + 1) * dimensions), position * dimensions);
    }
    await breathe();
  }
  return all;
}

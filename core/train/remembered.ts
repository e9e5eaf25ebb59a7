import type { Embedder } from '#core/embed/embedder.ts';

/** Gives back known vectors [texts × dimensions] of `texts`, so that what is built on them need not embed again. */
export function remembered(
  texts: readonly string[],
  vectors: Float32Array,
  { dimensions }: Pick<Embedder, 'dimensions'>,
): Embedder {
  const places = new Map(texts.map((text, place) => [text, place]));
  return {
    dimensions,
    async *batches(wanted) {
      const found = new Float32Array(wanted.length * dimensions);
      for (const [row, text] of wanted.entries()) {
        const place = places.get(text);
        if (place === undefined) throw new Error('A text was asked for that was not embedded.');
        const from = place * dimensions;
        found.set(vectors.subarray(from, from + dimensions), row * dimensions);
      }
      yield { positions: Uint32Array.from(wanted, (_, row) => row), vectors: found };
    },
    close: async () => {},
  };
}

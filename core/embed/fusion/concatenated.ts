import { PlumblineError } from '#core/contract/errors.ts';
import { type Embedder, embedTexts } from '#core/embed/embedder.ts';
import { normaliseRows } from '#core/math/vectors.ts';

/** An embedder and how much its cosine counts; 0 or more. */
export interface Part {
  embedder: Embedder;
  weight: number;
}

/**
 * Vectors of several embedders side by side, each scaled by the root of its weight, then L2-normalised. So the cosine of
 * two texts is the weighted mean of the parts' cosines; where a part knows nothing of a text (zeros), the others decide.
 * The first part says which texts go together. Closing it closes all parts. Throws BAD_INPUT where no part counts.
 */
export function concatenated(parts: readonly Part[]): Embedder {
  const [leader, ...others] = parts;
  if (!leader || !parts.every(({ weight }) => weight >= 0) || sumOf(parts) === 0) {
    throw new PlumblineError('BAD_INPUT', 'At least one part of an embedder must have a weight.', {
      remedy: 'Give weights of 0 or more, one of them above 0.',
    });
  }
  const dimensions = parts.reduce((sum, { embedder }) => sum + embedder.dimensions, 0);
  return {
    dimensions,
    async *batches(texts, role) {
      for await (const { positions, vectors } of leader.embedder.batches(texts, role)) {
        const all = new Float32Array(positions.length * dimensions);
        put(all, dimensions, 0, leader, vectors);
        const batch = Array.from(positions, (position) => texts[position] as string);
        let shift = leader.embedder.dimensions;
        for (const part of others) {
          put(all, dimensions, shift, part, await embedTexts(part.embedder, batch, role));
          shift += part.embedder.dimensions;
        }
        yield { positions, vectors: normaliseRows(all, dimensions) };
      }
    },
    async close() {
      for (const { embedder } of parts) await embedder.close();
    },
  };
}

const sumOf = (parts: readonly Part[]): number =>
  parts.reduce((sum, { weight }) => sum + weight, 0);

/** Writes a part's vectors into its columns, from `shift` on. */
function put(
  all: Float32Array,
  dimensions: number,
  shift: number,
  { embedder, weight }: Part,
  vectors: Float32Array,
): void {
  const width = embedder.dimensions;
  const scale = Math.sqrt(weight);
  for (let row = 0; row * width < vectors.length; row += 1) {
    const into = row * dimensions + shift;
    for (let i = 0; i < width; i += 1) all[into + i] = scale * (vectors[row * width + i] as number);
  }
}

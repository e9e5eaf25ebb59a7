import { seededRandom } from '#core/math/seeded-random.ts';
import { normaliseRows } from '#core/math/vectors.ts';
import { writeTerms } from './lance-terms.ts';

/** For tests: [rows × dimensions] L2-normalised vectors around some centres. */
export function clustered(rows: number, dimensions: number, seed: number): Float32Array {
  const random = seededRandom(seed);
  // The sum of four even numbers is near enough to a normal one.
  const around = () => random() + random() + random() + random() - 2;
  const centres = Float32Array.from({ length: 40 * dimensions }, around);
  const vectors = new Float32Array(rows * dimensions);
  for (let row = 0; row < rows; row += 1) {
    const centre = Math.floor(random() * 40) * dimensions;
    for (let c = 0; c < dimensions; c += 1)
      vectors[row * dimensions + c] = (centres[centre + c] as number) + around();
  }
  return normaliseRows(vectors, dimensions);
}

/** For tests: writes vectors as the terms of one entry. */
export async function writeVectors(
  folder: string,
  vectors: Float32Array,
  dimensions: number,
): Promise<void> {
  const rows = vectors.length / dimensions;
  await writeTerms(folder, {
    ...{ keys: ['k'], names: ['k'], vectors, dimensions },
    terms: Array.from({ length: rows }, (_, row) => `term ${row}`),
    entryOf: new Uint32Array(rows),
    learntFrom: new Array<null>(rows).fill(null),
  });
}

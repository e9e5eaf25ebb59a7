import { seededRandom } from '#core/math/seeded-random.ts';

const CENTRES = 512;
/** Noise of each coordinate, beside a centre of length 1. */
const SPREAD = 0.8;

/** [n × d] L2-normalised vectors around some hundred centres: neither uniform nor trivially apart, as embeddings are. */
export function clusteredVectors(n: number, d: number, seed: number): Float32Array {
  const centre = seededRandom(1);
  const centres = Float32Array.from({ length: CENTRES * d }, () => normalRandom(centre));
  const random = seededRandom(seed);
  const vectors = new Float32Array(n * d);
  for (let row = 0; row < n; row += 1) {
    const from = Math.floor(random() * CENTRES) * d;
    let squares = 0;
    for (let c = 0; c < d; c += 1) {
      const value = (centres[from + c] as number) + SPREAD * normalRandom(random);
      vectors[row * d + c] = value;
      squares += value * value;
    }
    const norm = Math.sqrt(squares);
    for (let c = 0; c < d; c += 1) vectors[row * d + c] = (vectors[row * d + c] as number) / norm;
  }
  return vectors;
}

/** A standard normal number (Box and Muller, 1958). */
function normalRandom(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

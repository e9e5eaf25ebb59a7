import { seededRandom } from '#core/math/seeded-random.ts';
import { normaliseRows } from '#core/math/vectors.ts';

const ROWS_PER_FIELD = 600;
const ROWS_PER_TOPIC = 15;
/** How far fields lie from the mean, topics from their field, and rows from their topic. */
const FIELD = 0.5;
const TOPIC = 1;
const ROW = 0.8;
const MEAN = 0.3;

/**
 * [rows × dimensions] L2-normalised vectors, and `queries` more that are drawn as they are: rows around topics of unequal
 * size, topics around fields, fields around a mean, later dimensions narrower. The constants come near what the builtin
 * model makes of O*NET: the 1st, 10th, 100th and 400th nearest have a median cosine of 0.78, 0.66, 0.45 and 0.38 (there
 * 0.82, 0.64, 0.46 and 0.36), and a like share of the ten nearest lies in the nearest partitions.
 */
export function embeddingLike(
  rows: number,
  queries: number,
  dimensions: number,
  seed: number,
): { vectors: Float32Array; queries: Float32Array } {
  const random = seededRandom(seed);
  const width = Float64Array.from({ length: dimensions }, (_, c) => (c + 1) ** -0.5);
  const fields = Math.max(1, Math.round(rows / ROWS_PER_FIELD));
  const topics = Math.max(1, Math.round(rows / ROWS_PER_TOPIC));
  const around = (count: number, spread: number, centre: (i: number) => Float32Array) => {
    const points = new Float32Array(count * dimensions);
    for (let i = 0; i < count; i += 1) {
      const from = centre(i);
      for (let c = 0; c < dimensions; c += 1) {
        const noise = spread * (width[c] as number) * normal(random);
        points[i * dimensions + c] = (from[c] as number) + noise;
      }
    }
    return points;
  };
  const rowOf = (matrix: Float32Array, i: number) =>
    matrix.subarray(i * dimensions, (i + 1) * dimensions);
  const mean = around(1, MEAN, () => new Float32Array(dimensions));
  const inFields = around(fields, FIELD, () => mean);
  const inTopics = around(topics, TOPIC, () => rowOf(inFields, Math.floor(random() * fields)));
  // Squared, so that the first topics are the largest.
  const topic = () => rowOf(inTopics, Math.floor(random() ** 2 * topics));
  const drawn = normaliseRows(around(rows + queries, ROW, topic), dimensions);
  return {
    vectors: drawn.subarray(0, rows * dimensions),
    queries: drawn.subarray(rows * dimensions),
  };
}

/** A standard normal number (Box and Muller, 1958). */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

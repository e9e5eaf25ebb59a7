import { createExactScan } from '#core/index/exact-scan.ts';
import type { FormatFacts } from './format-facts.ts';

interface Neighbours {
  ids: number[];
  /** 1 − cosine. */
  distances: number[];
}

/** Every row is compared with every other: beyond this it takes too long for a request. */
export const MOST_COMPARED = 20_000;
const WANTED = 15;
const QUERIES_TOGETHER = 64;

/** The nearest other rows of each row, nearest first; null where there are too many rows. */
export async function neighboursOfRows({
  rows,
  manifest,
  pieces,
  breathe,
  engine,
}: FormatFacts): Promise<Neighbours[] | null> {
  if (rows > MOST_COMPARED) return null;
  const { dimensions } = manifest.space;
  const vectors = new Float32Array(rows * dimensions);
  for await (const piece of pieces()) vectors.set(piece.vectors, piece.first * dimensions);
  const scan = await createExactScan(vectors, dimensions, engine.deps.intraOpThreads);
  try {
    const found: Neighbours[] = [];
    for (let start = 0; start < rows; start += QUERIES_TOGETHER) {
      const end = Math.min(rows, start + QUERIES_TOGETHER);
      const scores = await scan.scores(vectors.subarray(start * dimensions, end * dimensions));
      for (let row = start; row < end; row += 1) {
        found.push(nearest(scores.subarray((row - start) * rows, (row - start + 1) * rows), row));
      }
      await breathe();
    }
    return found;
  } finally {
    await scan.close();
  }
}

/** The best by insertion: few are wanted, and most rows fail the first comparison. */
function nearest(scores: Float32Array, self: number): Neighbours {
  const ids: number[] = [];
  for (let row = 0; row < scores.length; row += 1) {
    const score = scores[row] as number;
    const last = ids.length === WANTED ? (scores[ids[WANTED - 1] as number] as number) : -Infinity;
    if (row === self || score <= last) continue;
    let at = ids.length;
    while (at > 0 && (scores[ids[at - 1] as number] as number) < score) at -= 1;
    ids.splice(at, 0, row);
    if (ids.length > WANTED) ids.pop();
  }
  return { ids, distances: ids.map((row) => Math.max(0, 1 - (scores[row] as number))) };
}

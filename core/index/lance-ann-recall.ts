import { randomInt, seededRandom } from '#core/math/seeded-random.ts';
import { CANDIDATES } from './lance-ann-plan.ts';
import { nearestRows, readVectorsOf } from './lance-ann-search.ts';
import type { VectorTable } from './lance-ann-table.ts';

const NEAREST = 10;
/** Two sums of the same products may differ by so much. */
const TOLERANCE = 1e-6;

/** A stored vector as a query, and what its nearest other rows are. */
export interface RecallQuery {
  row: number;
  vector: Float32Array;
  /** Inner product of the last of the nearest: whatever reaches it is as near. */
  least: number;
  /** How many are wanted: ten, or all that there are. */
  wanted: number;
}

/** Called before each search; throws to stop. */
type Check = () => Promise<void>;

/**
 * Draws `count` stored vectors and finds the ten nearest others of each by comparing all. Vectors without length are
 * left out: all others are equally near to them.
 */
export async function recallQueries(
  table: VectorTable,
  { count, seed }: { count: number; seed: number },
  check: Check = async () => undefined,
): Promise<RecallQuery[]> {
  const queries: RecallQuery[] = [];
  const wanted = Math.min(NEAREST, table.rows - 1);
  if (wanted < 1) return queries;
  const drawn = new Map<number, Float32Array>();
  await readVectorsOf(table, draw(table.rows, count, seed), (row, vector) => {
    if (vector.some((value) => value !== 0)) drawn.set(row, vector.slice());
  });
  for (const [row, vector] of drawn) {
    await check();
    const { rows, scores } = await nearestRows(table, vector, { near: wanted + 1, probes: null });
    const least = scores.filter((_, i) => rows[i] !== row)[wanted - 1];
    if (least !== undefined) queries.push({ row, vector, least, wanted });
  }
  return queries;
}

function draw(rows: number, count: number, seed: number): Uint32Array {
  const random = seededRandom(seed);
  const drawn = new Set<number>();
  while (drawn.size < Math.min(count, rows)) drawn.add(randomInt(random, rows));
  return Uint32Array.from(drawn);
}

/** Mean share of the nearest that a search of `probes` partitions finds, [0, 1]; 1 where there is nothing to find. */
export async function measureRecall(
  table: VectorTable,
  queries: readonly RecallQuery[],
  probes: number,
  check: Check = async () => undefined,
): Promise<number> {
  if (queries.length === 0) return 1;
  let sum = 0;
  for (const { row, vector, least, wanted } of queries) {
    await check();
    const { rows, scores } = await nearestRows(table, vector, { near: CANDIDATES, probes });
    const found = scores.filter((score, i) => rows[i] !== row && score >= least - TOLERANCE);
    sum += Math.min(found.length, wanted) / wanted;
  }
  return sum / queries.length;
}

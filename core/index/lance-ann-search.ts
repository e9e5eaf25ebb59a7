import type { RecordBatch } from 'apache-arrow';
import { dot } from '#core/math/vectors.ts';
import { CANDIDATES } from './lance-ann-plan.ts';
import { damagedVectors, type VectorTable } from './lance-ann-table.ts';

/** How far a search goes. */
export interface Reach {
  /** Rows wanted. */
  near: number;
  /** Partitions of the index that are looked through; null: every vector is compared, without the index. */
  probes: number | null;
}

/** Rows by falling inner product, equal ones by number. */
export interface NearRows {
  rows: Uint32Array;
  scores: Float32Array;
}

/** Bounds what is read at once. */
const ROWS_PER_READ = 8192;

/**
 * The rows nearest to a query [dimensions]. The index only proposes them: their vectors are read, and inner products
 * are computed from those, by the same arithmetic as in `innerProducts`.
 */
export async function nearestRows(
  { store, rows, dimensions }: VectorTable,
  query: Float32Array,
  { near, probes }: Reach,
): Promise<NearRows> {
  if (rows === 0) return { rows: new Uint32Array(0), scores: new Float32Array(0) };
  const search = store.query().nearestTo(query).distanceType('dot').select(['row', 'vector']);
  search.limit(Math.max(near, CANDIDATES));
  if (probes === null) search.bypassVectorIndex();
  else search.nprobes(probes);
  const found: [row: number, score: number][] = [];
  for await (const batch of search) {
    for (const [row, vector] of vectorsOf(batch, dimensions)) found.push([row, dot(query, vector)]);
  }
  found.sort(([a, scoreA], [b, scoreB]) => scoreB - scoreA || a - b);
  found.length = Math.min(found.length, near);
  return {
    rows: Uint32Array.from(found, ([row]) => row),
    scores: Float32Array.from(found, ([, score]) => score),
  };
}

/**
 * [rows.length] inner products of a query with rows, in any order and with repeats; 0 for a row that there is not.
 * `known` has those that need not be read. Throws DAMAGED where rows cannot be read.
 */
export async function innerProducts(
  table: VectorTable,
  query: Float32Array,
  rows: Uint32Array,
  known: NearRows,
): Promise<Float32Array> {
  const scores = new Map<number, number>();
  known.rows.forEach((row, i) => {
    scores.set(row, known.scores[i] as number);
  });
  const unknown = new Set<number>();
  for (const row of rows) if (!scores.has(row) && row < table.rows) unknown.add(row);
  await readVectorsOf(table, Uint32Array.from(unknown), (row, vector) => {
    scores.set(row, dot(query, vector));
  });
  return Float32Array.from(rows, (row) => scores.get(row) ?? 0);
}

/** Hands over the vectors of rows, which must differ and exist, in any order; they hold until `use` returns. */
export async function readVectorsOf(
  { store, folder, dimensions }: VectorTable,
  rows: Uint32Array,
  use: (row: number, vector: Float32Array) => void,
): Promise<void> {
  const sorted = rows.toSorted();
  for (let start = 0; start < sorted.length; start += ROWS_PER_READ) {
    // A row's offset is its number: `writeTerms` appends in order, and nothing is ever deleted.
    const wanted = sorted.subarray(start, start + ROWS_PER_READ);
    const asked = new Set(wanted);
    for await (const batch of store.takeOffsets([...wanted]).select(['row', 'vector'])) {
      for (const [row, vector] of vectorsOf(batch, dimensions)) {
        if (asked.delete(row)) use(row, vector);
      }
    }
    if (asked.size > 0) {
      throw damagedVectors(folder, new Error(`${asked.size} rows are not at their place.`));
    }
  }
}

function* vectorsOf(
  batch: RecordBatch,
  dimensions: number,
): Generator<[row: number, vector: Float32Array]> {
  const numbers = batch.getChild('row')?.toArray() as Uint32Array;
  const list = batch.getChild('vector')?.data[0];
  const values = list?.children[0]?.values as Float32Array;
  const start = (list?.offset ?? 0) * dimensions;
  for (let i = 0; i < numbers.length; i += 1) {
    const from = start + i * dimensions;
    yield [numbers[i] as number, values.subarray(from, from + dimensions)];
  }
}

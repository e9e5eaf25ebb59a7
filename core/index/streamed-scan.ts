import type { RowScan, RowSimilarities } from './row-scan.ts';

interface Shape {
  rows: number;
  dimensions: number;
}

/**
 * An exact scan that holds no vectors: each call reads all of them once, in pieces of whole rows. For few queries, where
 * memory matters more than time; products are summed in double precision and so the same on every machine. What was asked
 * before is remembered. Throws where there are not as many vectors as rows.
 */
export function streamedScan(
  { rows, dimensions }: Shape,
  pieces: () => AsyncIterable<Float32Array>,
): RowScan {
  /** Bytes of a query -> inner products with every row. */
  const known = new Map<string, Float32Array>();
  const keyOf = (query: Float32Array) => query.join();
  return {
    ...{ rows, dimensions, exact: true, recall: null },
    async scan(queries) {
      const all = rowsOf(queries, dimensions);
      const fresh = all.filter((query) => !known.has(keyOf(query)));
      const found = fresh.length === 0 ? [] : await products(fresh, { rows, dimensions }, pieces());
      fresh.forEach((query, q) => {
        known.set(keyOf(query), found[q] ?? new Float32Array());
      });
      return all.map((query) => similarities(known.get(keyOf(query)) ?? new Float32Array()));
    },
    close: async () => known.clear(),
  };
}

/** [queries][rows] */
async function products(
  queries: readonly Float32Array[],
  { rows, dimensions }: Shape,
  pieces: AsyncIterable<Float32Array>,
): Promise<Float32Array[]> {
  const found = queries.map(() => new Float32Array(rows));
  let first = 0;
  for await (const vectors of pieces) {
    const count = vectors.length / dimensions;
    if (first + count > rows) break;
    queries.forEach((query, q) => {
      const into = found[q] as Float32Array;
      for (let row = 0; row < count; row += 1) into[first + row] = product(query, vectors, row);
    });
    first += count;
  }
  if (first === rows) return found;
  throw new Error(`There are not as many vectors as terms: ${rows}.`);
}

function product(query: Float32Array, vectors: Float32Array, row: number): number {
  const start = row * query.length;
  let sum = 0;
  for (let i = 0; i < query.length; i += 1) {
    sum += (query[i] as number) * (vectors[start + i] as number);
  }
  return sum;
}

const similarities = (all: Float32Array): RowSimilarities => ({
  all,
  near: null,
  of: async (wanted) => Float32Array.from(wanted, (row) => all[row] ?? 0),
});

/** Views of the rows of a matrix [n × dimensions]. */
function rowsOf(matrix: Float32Array, dimensions: number): Float32Array[] {
  const count = dimensions === 0 ? 0 : matrix.length / dimensions;
  return Array.from({ length: count }, (_, i) =>
    matrix.slice(i * dimensions, (i + 1) * dimensions),
  );
}

import { seededRandom } from '#core/math/seeded-random.ts';
import type { LearningRows } from './learning-rows.ts';
import { type Matrix, type Multiply, matrix } from './multiply.ts';
import { unitRows } from './unit-rows.ts';

/** Multiplies in double precision, one sum after the other. */
export const plainMultiply: Multiply = async (a, b, transposed = {}) => {
  const at = ({ columns, values }: Matrix, i: number, j: number, turned = false) =>
    values[turned ? j * columns + i : i * columns + j] as number;
  const rows = transposed.a ? a.columns : a.rows;
  const inner = transposed.a ? a.rows : a.columns;
  const columns = transposed.b ? b.rows : b.columns;
  const product = matrix(rows, columns);
  for (let i = 0; i < rows; i += 1) {
    for (let j = 0; j < columns; j += 1) {
      let sum = 0;
      for (let k = 0; k < inner; k += 1)
        sum += at(a, i, k, transposed.a) * at(b, k, j, transposed.b);
      product.values[i * columns + j] = sum;
    }
  }
  return product;
};

/** A matrix of numbers in [-1, 1). */
export function randomMatrix(rows: number, columns: number, seed: number): Matrix {
  const random = seededRandom(seed);
  return matrix(
    rows,
    columns,
    Float32Array.from({ length: rows * columns }, () => 2 * random() - 1),
  );
}

const SIGNAL = 4;
const NOISE = 12;

/**
 * Entries that only the first 4 of 16 dimensions tell apart, the others being loud noise: what an adapter can learn. Each
 * entry has three terms and is right for one query. Another `noise` gives other terms of the same entries.
 */
export function noisyEntries(entries: number, seed: number, noise = seed): LearningRows {
  const random = seededRandom(noise);
  const centres = randomMatrix(entries, SIGNAL, seed + 1);
  const rowFor = (entry: number) => [
    ...centres.values.subarray(entry * SIGNAL, (entry + 1) * SIGNAL),
    ...Array.from({ length: NOISE }, () => 3 * random() - 1.5),
  ];
  const owners = Array.from({ length: entries * 3 }, (_, row) => Math.floor(row / 3));
  const rows = [...owners, ...centresOf(entries)].map(rowFor);
  const values = Float32Array.from(rows.flat());
  return {
    vectors: unitRows(matrix(rows.length, SIGNAL + NOISE, values)).unit,
    entryOf: Uint32Array.from(owners),
    textOf: Uint32Array.from(rows, (_, row) => row),
    rightOf: centresOf(entries).map((entry) => [entry]),
    hardOf: centresOf(entries).map(() => []),
    gradedOf: [],
    asked: Uint32Array.from(owners, (_, row) => row),
  };
}

const centresOf = (entries: number): number[] => Array.from({ length: entries }, (_, i) => i);

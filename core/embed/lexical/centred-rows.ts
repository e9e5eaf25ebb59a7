import type { SparseVector } from '#core/text/tfidf.ts';
import { type DenseBlock, ROWS_PER_BREATH, zeroBlock } from './dense-block.ts';

/** Sparse rows [n × features] that are multiplied as if their mean had been subtracted, which would fill them. */
export interface CentredRows {
  rows: readonly SparseVector[];
  /** [features] */
  mean: Float64Array;
  /** Sum of the variances of all features (divisor n − 1). */
  totalVariance: number;
}

const LEAST_SPREAD = 1e-12;

/** Rows with their mean and variance, both from one pass. */
export function centre(rows: readonly SparseVector[], features: number): CentredRows {
  const mean = new Float64Array(features);
  let squares = 0;
  for (const { indices, values } of rows) {
    for (let i = 0; i < indices.length; i += 1) {
      const feature = indices[i] as number;
      const value = values[i] as number;
      mean[feature] = (mean[feature] as number) + value / rows.length;
      squares += value * value;
    }
  }
  const ofMean = mean.reduce((sum, value) => sum + value * value, 0);
  const spread = squares - rows.length * ofMean;
  // What rounding leaves of equal rows must not become a direction.
  const varies = spread > squares * LEAST_SPREAD;
  return { rows, mean, totalVariance: varies ? spread / (rows.length - 1) : 0 };
}

/** vectorᵀ · block, [block.columns]. */
export function projectDense(vector: Float64Array, block: DenseBlock): Float64Array {
  const result = new Float64Array(block.columns);
  for (let row = 0; row < block.rows; row += 1) {
    const weight = vector[row] as number;
    if (weight === 0) continue;
    const offset = row * block.columns;
    for (let c = 0; c < block.columns; c += 1) {
      result[c] = (result[c] as number) + weight * (block.data[offset + c] as number);
    }
  }
  return result;
}

/** (rows − mean) · block, [n × columns]. */
export async function multiply(
  { rows, mean }: CentredRows,
  block: DenseBlock,
  breathe: () => Promise<void>,
): Promise<DenseBlock> {
  const { columns, data } = block;
  const shift = projectDense(mean, block);
  const result = zeroBlock(rows.length, columns);
  for (const [row, { indices, values }] of rows.entries()) {
    const into = result.data.subarray(row * columns, (row + 1) * columns);
    for (let c = 0; c < columns; c += 1) into[c] = -(shift[c] as number);
    for (let i = 0; i < indices.length; i += 1) {
      addRow(into, 0, values[i] as number, data, (indices[i] as number) * columns, columns);
    }
    if (row % ROWS_PER_BREATH === 0) await breathe();
  }
  return result;
}

/** (rows − mean)ᵀ · block, [features × columns]. */
export async function multiplyTransposed(
  { rows, mean }: CentredRows,
  block: DenseBlock,
  breathe: () => Promise<void>,
): Promise<DenseBlock> {
  const { columns, data } = block;
  const result = zeroBlock(mean.length, columns);
  const sums = projectDense(new Float64Array(rows.length).fill(1), block);
  for (let feature = 0; feature < mean.length; feature += 1) {
    addRow(result.data, feature * columns, -(mean[feature] as number), sums, 0, columns);
  }
  for (const [row, { indices, values }] of rows.entries()) {
    for (let i = 0; i < indices.length; i += 1) {
      const into = (indices[i] as number) * columns;
      addRow(result.data, into, values[i] as number, data, row * columns, columns);
    }
    if (row % ROWS_PER_BREATH === 0) await breathe();
  }
  return result;
}

/** into[start…] += weight · from[offset…], `count` numbers. */
function addRow(
  into: Float64Array,
  start: number,
  weight: number,
  from: Float64Array,
  offset: number,
  count: number,
): void {
  for (let c = 0; c < count; c += 1) {
    into[start + c] = (into[start + c] as number) + weight * (from[offset + c] as number);
  }
}

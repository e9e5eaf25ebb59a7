import { Matrix } from 'ml-matrix';
import { PCA } from 'ml-pca';

/** Mean and covariance of rows, gathered in a stream. */
export interface Moments {
  /** [width] */
  mean: Float64Array;
  /** [width × width], row-major, divisor n − 1. */
  covariance: Float64Array;
}

/** A projection x -> (x − mean) · axes. */
export interface Projection {
  mean: Float64Array;
  /** [dimensions × width], one axis a row, largest variance first. */
  axes: Float64Array;
  width: number;
  dimensions: number;
}

const ROWS_PER_BREATH = 128;

/** Mean and covariance of the rows of [n × width] that `chosen` names. */
export async function momentsOf(
  rows: Float32Array,
  width: number,
  chosen: readonly number[],
  breathe: () => Promise<void>,
): Promise<Moments> {
  const mean = new Float64Array(width);
  for (const row of chosen) {
    for (let i = 0; i < width; i += 1)
      mean[i] = (mean[i] as number) + (rows[row * width + i] as number);
  }
  for (let i = 0; i < width; i += 1) mean[i] = (mean[i] as number) / Math.max(1, chosen.length);
  const covariance = new Float64Array(width * width);
  const centred = new Float64Array(width);
  for (const [count, row] of chosen.entries()) {
    for (let i = 0; i < width; i += 1)
      centred[i] = (rows[row * width + i] as number) - (mean[i] as number);
    addOuterProduct(centred, covariance);
    if (count % ROWS_PER_BREATH === 0) await breathe();
  }
  mirror(covariance, width, 1 / Math.max(1, chosen.length - 1));
  return { mean, covariance };
}

/** Adds vector · vectorᵀ to the upper triangle. */
function addOuterProduct(vector: Float64Array, into: Float64Array): void {
  const width = vector.length;
  for (let i = 0; i < width; i += 1) {
    const left = vector[i] as number;
    const start = i * width;
    for (let j = i; j < width; j += 1) {
      into[start + j] = (into[start + j] as number) + left * (vector[j] as number);
    }
  }
}

function mirror(matrix: Float64Array, width: number, scale: number): void {
  for (let i = 0; i < width; i += 1) {
    for (let j = i; j < width; j += 1) {
      const value = (matrix[i * width + j] as number) * scale;
      matrix[i * width + j] = value;
      matrix[j * width + i] = value;
    }
  }
}

/**
 * Principal axes by ml-pca on the covariance matrix: after the first `skipped` ones, the next `dimensions`. Each points
 * to where its largest coordinate is positive, so that the same numbers give the same axes.
 */
export function principalAxes(
  { mean, covariance }: Moments,
  dimensions: number,
  skipped: number,
): Projection {
  const width = mean.length;
  const kept = Math.max(0, Math.min(dimensions, width - skipped));
  const matrix = Matrix.from1DArray(width, width, covariance);
  const vectors = new PCA(matrix, { isCovarianceMatrix: true }).getEigenvectors();
  const axes = new Float64Array(kept * width);
  for (let axis = 0; axis < kept; axis += 1) {
    const column = vectors.getColumn(skipped + axis);
    const sign = Math.sign(column.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a), 0)) || 1;
    axes.set(
      column.map((value) => value * sign),
      axis * width,
    );
  }
  return { mean, axes, width, dimensions: kept };
}

/** Projected rows [n × dimensions] of those of `rows` [n × width] that `chosen` names; the others are zeros. */
export async function project(
  rows: Float32Array,
  { mean, axes, width, dimensions }: Projection,
  chosen: readonly number[],
  breathe: () => Promise<void>,
): Promise<Float32Array> {
  const projected = new Float32Array((rows.length / width) * dimensions);
  const centred = new Float64Array(width);
  for (const [count, row] of chosen.entries()) {
    for (let i = 0; i < width; i += 1)
      centred[i] = (rows[row * width + i] as number) - (mean[i] as number);
    for (let axis = 0; axis < dimensions; axis += 1) {
      let sum = 0;
      const start = axis * width;
      for (let i = 0; i < width; i += 1)
        sum += (centred[i] as number) * (axes[start + i] as number);
      projected[row * dimensions + axis] = sum;
    }
    if (count % ROWS_PER_BREATH === 0) await breathe();
  }
  return projected;
}

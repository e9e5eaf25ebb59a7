import { Matrix } from 'ml-matrix';
import { PCA } from 'ml-pca';

/** Sparse rows [n × features]: what TF-IDF gives. */
export interface SparseRow {
  indices: Uint32Array;
  values: Float32Array;
}

/** A fitted projection: x -> (x − mean) · components. */
export interface SparsePca {
  features: number;
  dimensions: number;
  /** [features × dimensions], row-major; columns are orthonormal. */
  components: Float32Array;
  /** mean · components, [dimensions]: subtracting it centres a projected row. */
  meanProjection: Float32Array;
  /** Variance along each component, largest first. */
  explainedVariance: number[];
}

export interface SparsePcaOptions {
  dimensions: number;
  /** Uniform numbers in [0, 1). */
  random: () => number;
  /** Extra directions that sharpen the range finder. */
  oversampling?: number;
  /** Passes over the data that sharpen it further. */
  powerIterations?: number;
  breathe?: () => Promise<void>;
}

/** A dense row-major block, [rows × columns]. */
interface Dense {
  rows: number;
  columns: number;
  data: Float32Array;
}

const dense = (rows: number, columns: number): Dense => ({
  rows,
  columns,
  data: new Float32Array(rows * columns),
});

/** Two standard normal numbers at a time (Box and Muller, 1958). */
function gaussian(rows: number, columns: number, random: () => number): Dense {
  const block = dense(rows, columns);
  for (let i = 0; i < block.data.length; i += 2) {
    const radius = Math.sqrt(-2 * Math.log(1 - random()));
    const angle = 2 * Math.PI * random();
    block.data[i] = radius * Math.cos(angle);
    if (i + 1 < block.data.length) block.data[i + 1] = radius * Math.sin(angle);
  }
  return block;
}

function meanOf(rows: readonly SparseRow[], features: number): Float32Array {
  const mean = new Float32Array(features);
  for (const { indices, values } of rows) {
    for (let i = 0; i < indices.length; i += 1) {
      const feature = indices[i] as number;
      mean[feature] = (mean[feature] as number) + (values[i] as number) / rows.length;
    }
  }
  return mean;
}

/** vᵀ · block, [columns]. */
function project(vector: Float32Array, block: Dense): Float32Array {
  const result = new Float32Array(block.columns);
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

/** (x − mean) · block for one sparse row, written into `into` at `start`. */
function projectRow(
  row: SparseRow,
  block: Dense,
  shift: Float32Array,
  into: Float32Array,
  start: number,
): void {
  const { columns, data } = block;
  for (let c = 0; c < columns; c += 1) into[start + c] = -(shift[c] as number);
  for (let i = 0; i < row.indices.length; i += 1) {
    const offset = (row.indices[i] as number) * columns;
    const weight = row.values[i] as number;
    for (let c = 0; c < columns; c += 1) {
      into[start + c] = (into[start + c] as number) + weight * (data[offset + c] as number);
    }
  }
}

/** blockᵀ · block accumulated in double precision, [columns × columns]. */
async function gram(block: Dense, breathe: () => Promise<void>): Promise<Float64Array> {
  const { columns, rows, data } = block;
  const sum = new Float64Array(columns * columns);
  for (let row = 0; row < rows; row += 1) {
    const offset = row * columns;
    for (let i = 0; i < columns; i += 1) {
      const left = data[offset + i] as number;
      if (left === 0) continue;
      const line = i * columns;
      for (let j = 0; j <= i; j += 1) {
        sum[line + j] = (sum[line + j] as number) + left * (data[offset + j] as number);
      }
    }
    if (row % 64 === 0) await breathe();
  }
  for (let i = 0; i < columns; i += 1) {
    for (let j = 0; j < i; j += 1) sum[j * columns + i] = sum[i * columns + j] as number;
  }
  return sum;
}

/** Lower Cholesky factor; directions without variance get a zero row, which drops them. */
function cholesky(matrix: Float64Array, size: number): Float64Array {
  const factor = new Float64Array(size * size);
  let largest = 0;
  for (let i = 0; i < size; i += 1) largest = Math.max(largest, matrix[i * size + i] as number);
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = matrix[i * size + j] as number;
      for (let k = 0; k < j; k += 1) {
        sum -= (factor[i * size + k] as number) * (factor[j * size + k] as number);
      }
      const pivot = factor[j * size + j] as number;
      if (i === j) factor[i * size + i] = sum > largest * 1e-10 ? Math.sqrt(sum) : 0;
      else factor[i * size + j] = pivot > 0 ? sum / pivot : 0;
    }
  }
  return factor;
}

/** Makes the columns orthonormal in place (Cholesky QR); columns that add nothing become zero. */
async function orthonormalise(block: Dense, breathe: () => Promise<void>): Promise<void> {
  const { columns, rows, data } = block;
  const factor = cholesky(await gram(block, breathe), columns);
  for (let row = 0; row < rows; row += 1) {
    const offset = row * columns;
    for (let j = 0; j < columns; j += 1) {
      let sum = data[offset + j] as number;
      const line = j * columns;
      for (let k = 0; k < j; k += 1) {
        sum -= (factor[line + k] as number) * (data[offset + k] as number);
      }
      const pivot = factor[line + j] as number;
      data[offset + j] = pivot > 0 ? sum / pivot : 0;
    }
    if (row % 64 === 0) await breathe();
  }
}

async function multiply(
  rows: readonly SparseRow[],
  mean: Float32Array,
  block: Dense,
  breathe: () => Promise<void>,
): Promise<Dense> {
  const shift = project(mean, block);
  const result = dense(rows.length, block.columns);
  for (let row = 0; row < rows.length; row += 1) {
    projectRow(rows[row] as SparseRow, block, shift, result.data, row * block.columns);
    if (row % 64 === 0) await breathe();
  }
  return result;
}

/** (rows − mean)ᵀ · block, [features × columns]. */
async function multiplyTransposed(
  rows: readonly SparseRow[],
  mean: Float32Array,
  block: Dense,
  breathe: () => Promise<void>,
): Promise<Dense> {
  const { columns, data } = block;
  const result = dense(mean.length, columns);
  const sums = project(new Float32Array(rows.length).fill(1), block);
  for (let feature = 0; feature < mean.length; feature += 1) {
    const weight = mean[feature] as number;
    const offset = feature * columns;
    for (let c = 0; c < columns; c += 1) result.data[offset + c] = -weight * (sums[c] as number);
  }
  for (let row = 0; row < rows.length; row += 1) {
    const { indices, values } = rows[row] as SparseRow;
    const from = row * columns;
    for (let i = 0; i < indices.length; i += 1) {
      const offset = (indices[i] as number) * columns;
      const weight = values[i] as number;
      for (let c = 0; c < columns; c += 1) {
        result.data[offset + c] =
          (result.data[offset + c] as number) + weight * (data[from + c] as number);
      }
    }
    if (row % 64 === 0) await breathe();
  }
  return result;
}

/** basis · the first columns of the rotation, [basis.rows × dimensions]. */
async function rotate(
  basis: Dense,
  rotation: Matrix,
  dimensions: number,
  breathe: () => Promise<void>,
): Promise<Dense> {
  const columns = Float64Array.from({ length: basis.columns * dimensions }, (_, i) =>
    rotation.get(Math.floor(i / dimensions), i % dimensions),
  );
  const rotated = dense(basis.rows, dimensions);
  const line = new Float64Array(dimensions);
  for (let row = 0; row < basis.rows; row += 1) {
    line.fill(0);
    for (let k = 0; k < basis.columns; k += 1) {
      const weight = basis.data[row * basis.columns + k] as number;
      const start = k * dimensions;
      for (let c = 0; c < dimensions; c += 1) {
        line[c] = (line[c] as number) + weight * (columns[start + c] as number);
      }
    }
    rotated.data.set(line, row * dimensions);
    if (row % 64 === 0) await breathe();
  }
  return rotated;
}

/**
 * Principal components of sparse rows by a randomised range finder (Halko, Martinsson and Tropp, 2011, algorithms 4.4
 * and 5.1) with ml-pca on the small covariance matrix, so that neither an n × n nor a dense n × features matrix is made.
 */
export async function fitSparsePca(
  rows: readonly SparseRow[],
  features: number,
  options: SparsePcaOptions,
): Promise<SparsePca> {
  const breathe = options.breathe ?? (async () => {});
  const width = Math.min(options.dimensions + (options.oversampling ?? 32), features, rows.length);
  const mean = meanOf(rows, features);
  let basis = gaussian(features, width, options.random);
  for (let pass = 0; pass <= (options.powerIterations ?? 1); pass += 1) {
    const sample = await multiply(rows, mean, basis, breathe);
    await orthonormalise(sample, breathe);
    basis = await multiplyTransposed(rows, mean, sample, breathe);
  }
  await orthonormalise(basis, breathe);
  const projected = await multiply(rows, mean, basis, breathe);
  const covariance = await gram(projected, breathe);
  const scale = 1 / Math.max(1, rows.length - 1);
  const small = Matrix.zeros(width, width);
  for (let i = 0; i < width; i += 1) {
    for (let j = 0; j < width; j += 1)
      small.set(i, j, (covariance[i * width + j] as number) * scale);
  }
  const pca = new PCA(small, { isCovarianceMatrix: true });
  const dimensions = Math.min(options.dimensions, width);
  const components = await rotate(basis, pca.getEigenvectors(), dimensions, breathe);
  return {
    features,
    dimensions,
    components: components.data,
    meanProjection: project(mean, components),
    explainedVariance: pca.getEigenvalues().slice(0, dimensions),
  };
}

/** Projects one sparse row and L2-normalises it; an empty row becomes zeros. */
export function projectSparse(pca: SparsePca, row: SparseRow): Float32Array {
  const vector = new Float32Array(pca.dimensions);
  if (row.indices.length === 0) return vector;
  const block = { rows: pca.features, columns: pca.dimensions, data: pca.components };
  projectRow(row, block, pca.meanProjection, vector, 0);
  let squares = 0;
  for (const value of vector) squares += value * value;
  const norm = Math.sqrt(squares);
  if (norm > 0) for (let c = 0; c < vector.length; c += 1) vector[c] = (vector[c] as number) / norm;
  return vector;
}

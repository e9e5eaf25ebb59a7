/** A dense row-major block in double precision, [rows × columns]. */
export interface DenseBlock {
  rows: number;
  columns: number;
  data: Float64Array;
}

/** A block of zeros. */
export const zeroBlock = (rows: number, columns: number): DenseBlock => ({
  rows,
  columns,
  data: new Float64Array(rows * columns),
});

/** Rows between two breaths. */
export const ROWS_PER_BREATH = 64;

/** Standard normal numbers, two at a time (Box and Muller, 1958). */
export function gaussianBlock(rows: number, columns: number, random: () => number): DenseBlock {
  const block = zeroBlock(rows, columns);
  for (let i = 0; i < block.data.length; i += 2) {
    const radius = Math.sqrt(-2 * Math.log(1 - random()));
    const angle = 2 * Math.PI * random();
    block.data[i] = radius * Math.cos(angle);
    if (i + 1 < block.data.length) block.data[i + 1] = radius * Math.sin(angle);
  }
  return block;
}

/** blockᵀ · block, symmetric, [columns × columns]. */
export const gram = (block: DenseBlock, breathe: () => Promise<void>): Promise<Float64Array> =>
  symmetricProduct(block, block, breathe);

/** A direction with less than this share of the largest one's square is rounding, not data. */
const LEAST_SHARE = 1e-10;

/** Lower Cholesky factor [size × size]; a direction without variance gets a zero pivot, which drops it. */
export function cholesky(matrix: Float64Array, size: number): Float64Array {
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
      if (i === j) factor[i * size + i] = sum > largest * LEAST_SHARE ? Math.sqrt(sum) : 0;
      else factor[i * size + j] = pivot > 0 ? sum / pivot : 0;
    }
  }
  return factor;
}

/** Makes the columns orthonormal in place (Cholesky QR); columns that add nothing become zero. */
export async function orthonormalise(
  block: DenseBlock,
  breathe: () => Promise<void>,
): Promise<void> {
  await divide(block, cholesky(await gram(block, breathe), block.columns), breathe);
}

/** block · factor⁻ᵀ in place, for a lower triangular `factor` [columns × columns]; a zero pivot makes its column zero. */
export async function divide(
  { columns, rows, data }: DenseBlock,
  factor: Float64Array,
  breathe: () => Promise<void>,
): Promise<void> {
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
    if (row % ROWS_PER_BREATH === 0) await breathe();
  }
}

/** factor⁻ᵀ · the first `columns` columns of `matrix` [size × size], [size × columns]; a zero pivot makes its row zero. */
export function solveTransposed(
  factor: Float64Array,
  matrix: Float64Array,
  size: number,
  columns: number,
): Float64Array {
  const solved = new Float64Array(size * columns);
  for (let i = size - 1; i >= 0; i -= 1) {
    const pivot = factor[i * size + i] as number;
    if (pivot === 0) continue;
    for (let c = 0; c < columns; c += 1) {
      let sum = matrix[i * size + c] as number;
      for (let k = i + 1; k < size; k += 1) {
        sum -= (factor[k * size + i] as number) * (solved[k * columns + c] as number);
      }
      solved[i * columns + c] = sum / pivot;
    }
  }
  return solved;
}

/** leftᵀ · right where that is symmetric but for rounding, [columns × columns]. */
export async function symmetricProduct(
  left: DenseBlock,
  right: DenseBlock,
  breathe: () => Promise<void>,
): Promise<Float64Array> {
  const { columns, rows } = left;
  const product = new Float64Array(columns * columns);
  for (let row = 0; row < rows; row += 1) {
    const offset = row * columns;
    for (let i = 0; i < columns; i += 1) {
      const weight = left.data[offset + i] as number;
      if (weight === 0) continue;
      const line = i * columns;
      for (let j = 0; j <= i; j += 1) {
        product[line + j] =
          (product[line + j] as number) + weight * (right.data[offset + j] as number);
      }
    }
    if (row % ROWS_PER_BREATH === 0) await breathe();
  }
  for (let i = 0; i < columns; i += 1) {
    for (let j = 0; j < i; j += 1) product[j * columns + i] = product[i * columns + j] as number;
  }
  return product;
}

/** block · matrix [block.columns × columns, row-major], [rows × columns]. */
export async function multiplyDense(
  block: DenseBlock,
  matrix: Float64Array,
  columns: number,
  breathe: () => Promise<void>,
): Promise<DenseBlock> {
  const width = block.columns;
  const product = zeroBlock(block.rows, columns);
  for (let row = 0; row < block.rows; row += 1) {
    const into = row * columns;
    for (let k = 0; k < width; k += 1) {
      const weight = block.data[row * width + k] as number;
      const from = k * columns;
      for (let c = 0; c < columns; c += 1) {
        product.data[into + c] =
          (product.data[into + c] as number) + weight * (matrix[from + c] as number);
      }
    }
    if (row % ROWS_PER_BREATH === 0) await breathe();
  }
  return product;
}

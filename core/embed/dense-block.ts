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
export async function gram(block: DenseBlock, breathe: () => Promise<void>): Promise<Float64Array> {
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
    if (row % ROWS_PER_BREATH === 0) await breathe();
  }
  for (let i = 0; i < columns; i += 1) {
    for (let j = 0; j < i; j += 1) sum[j * columns + i] = sum[i * columns + j] as number;
  }
  return sum;
}

/** A direction with less than this share of the largest one's square is rounding, not data. */
const LEAST_SHARE = 1e-10;

/** Lower Cholesky factor [size × size]; a direction without variance gets a zero pivot, which drops it. */
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
    if (row % ROWS_PER_BREATH === 0) await breathe();
  }
}

/** block · the first columns of a square `rotation` [block.columns × width, row-major], [rows × columns]. */
export async function rotate(
  block: DenseBlock,
  rotation: Float64Array,
  columns: number,
  breathe: () => Promise<void>,
): Promise<DenseBlock> {
  const width = block.columns;
  const rotated = zeroBlock(block.rows, columns);
  for (let row = 0; row < block.rows; row += 1) {
    const into = row * columns;
    for (let k = 0; k < width; k += 1) {
      const weight = block.data[row * width + k] as number;
      const from = k * width;
      for (let c = 0; c < columns; c += 1) {
        rotated.data[into + c] =
          (rotated.data[into + c] as number) + weight * (rotation[from + c] as number);
      }
    }
    if (row % ROWS_PER_BREATH === 0) await breathe();
  }
  return rotated;
}

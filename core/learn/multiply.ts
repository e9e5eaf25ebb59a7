/** Row-major. */
export interface Matrix {
  rows: number;
  columns: number;
  values: Float32Array;
}

/** Which factors are taken transposed. */
export interface Transposed {
  a?: boolean;
  b?: boolean;
}

/** Multiplies two matrices whose inner sides agree. */
export type Multiply = (a: Matrix, b: Matrix, transposed?: Transposed) => Promise<Matrix>;

/** A matrix of zeros, or of these values. */
export function matrix(
  rows: number,
  columns: number,
  values: Float32Array = new Float32Array(rows * columns),
): Matrix {
  return { rows, columns, values };
}

export function identity(size: number): Matrix {
  const unit = matrix(size, size);
  for (let i = 0; i < size; i += 1) unit.values[i * size + i] = 1;
  return unit;
}

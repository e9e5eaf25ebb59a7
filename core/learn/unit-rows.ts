import { type Matrix, matrix } from './multiply.ts';

/** Rows of length 1, with the lengths that they had; a row of zeros stays one. */
export interface UnitRows {
  unit: Matrix;
  lengths: Float64Array;
}

/** Divides each row by its Euclidean length. */
export function unitRows({ rows, columns, values }: Matrix): UnitRows {
  const unit = matrix(rows, columns);
  const lengths = new Float64Array(rows);
  for (let row = 0; row < rows; row += 1) {
    const start = row * columns;
    let squares = 0;
    for (let i = start; i < start + columns; i += 1) squares += (values[i] as number) ** 2;
    const length = Math.sqrt(squares);
    lengths[row] = length;
    if (length === 0) continue;
    const scale = 1 / length;
    for (let i = start; i < start + columns; i += 1) {
      unit.values[i] = (values[i] as number) * scale;
    }
  }
  return { unit, lengths };
}

/** The gradient by the rows before they were divided, from the `gradient` by the unit rows: (g - u (u·g)) / length. */
export function beforeUnit({ unit, lengths }: UnitRows, gradient: Matrix): Matrix {
  const { rows, columns } = gradient;
  const before = matrix(rows, columns);
  for (let row = 0; row < rows; row += 1) {
    const length = lengths[row] as number;
    if (length === 0) continue;
    const start = row * columns;
    let along = 0;
    for (let i = start; i < start + columns; i += 1) {
      along += (unit.values[i] as number) * (gradient.values[i] as number);
    }
    for (let i = start; i < start + columns; i += 1) {
      const across = (gradient.values[i] as number) - along * (unit.values[i] as number);
      before.values[i] = across / length;
    }
  }
  return before;
}

import { type Matrix, matrix } from './multiply.ts';
import { beforeUnit, type UnitRows, unitRows } from './unit-rows.ts';

/** Texts as sets of tokens, with what stands beside their sum and is not learnt. */
export interface TokenBags {
  /** [rows + 1] The tokens of a row are those of `tokens` from `starts[row]` until before `starts[row + 1]`. */
  starts: Uint32Array;
  /** Rows of the table of tokens. */
  tokens: Uint32Array;
  /** [rows × b], of length 1 or 0 and as heavy as the sum of the tokens; b is 0 where nothing stands beside. */
  beside: Matrix;
}

/** Texts in vectors, with what the way back needs. */
export interface Embedded {
  /** Sums of tokens, of length 1. */
  sums: UnitRows;
  /** Sums with what stands beside them, of length 1. */
  joined: UnitRows;
}

/** Vectors of some rows: the sum of the tokens' vectors [tokens × d] brought to length 1, what stands beside it, and both together to length 1. */
export function embedBags(
  { starts, tokens, beside }: TokenBags,
  table: Matrix,
  rows: ArrayLike<number>,
): Embedded {
  const { columns: width, values } = table;
  const sum = matrix(rows.length, width);
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] as number;
    const end = starts[row + 1] as number;
    for (let i = starts[row] as number; i < end; i += 1) {
      addRow(values, (tokens[i] as number) * width, sum.values, at * width, width);
    }
  }
  const sums = unitRows(sum);
  return { sums, joined: unitRows(joinedWith(sums.unit, beside, rows)) };
}

function joinedWith(unit: Matrix, beside: Matrix, rows: ArrayLike<number>): Matrix {
  const more = beside.columns;
  if (more === 0) return unit;
  const width = unit.columns;
  const both = matrix(unit.rows, width + more);
  for (let at = 0; at < unit.rows; at += 1) {
    const row = rows[at] as number;
    const to = at * (width + more);
    both.values.set(unit.values.subarray(at * width, (at + 1) * width), to);
    both.values.set(beside.values.subarray(row * more, (row + 1) * more), to + width);
  }
  return both;
}

/** Adds the gradient by each token of `rows` to `into` [tokens × d], from the gradient by the joined vectors. */
export function addTokenGradient(
  { starts, tokens }: TokenBags,
  { sums, joined }: Embedded,
  byJoined: Matrix,
  rows: ArrayLike<number>,
  into: Matrix,
): void {
  const width = into.columns;
  const before = beforeUnit(joined, byJoined);
  const bySums = beforeUnit(sums, leftOf(before, width));
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] as number;
    const end = starts[row + 1] as number;
    for (let i = starts[row] as number; i < end; i += 1) {
      addRow(bySums.values, at * width, into.values, (tokens[i] as number) * width, width);
    }
  }
}

/** The first columns of a matrix. */
function leftOf({ rows, columns, values }: Matrix, width: number): Matrix {
  if (width === columns) return { rows, columns, values };
  const left = matrix(rows, width);
  for (let row = 0; row < rows; row += 1) {
    left.values.set(values.subarray(row * columns, row * columns + width), row * width);
  }
  return left;
}

function addRow(
  from: Float32Array,
  at: number,
  into: Float32Array,
  to: number,
  width: number,
): void {
  for (let i = 0; i < width; i += 1) {
    into[to + i] = (into[to + i] as number) + (from[at + i] as number);
  }
}

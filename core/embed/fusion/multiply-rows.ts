/**
 * Products of each row with each column, [n × d], of `rows` [n × d] and the `columns` [d × d] of a square matrix, one
 * after the other. Every product is summed in the same order, so that a row gives the same bits in any batch.
 */
export function multiplyRows(
  rows: Float32Array,
  columns: Float32Array,
  dimensions: number,
): Float32Array {
  const products = new Float32Array(rows.length);
  const count = rows.length / dimensions;
  const wide = Float64Array.from(rows);
  const whole = count - (count % TOGETHER);
  for (let row = 0; row < whole; row += TOGETHER) {
    multiplyFour(wide, row * dimensions, columns, dimensions, products);
  }
  for (let row = whole; row < count; row += 1) {
    multiplyOne(wide, row * dimensions, columns, dimensions, products);
  }
  return products;
}

/** Rows or columns that are multiplied together. */
const TOGETHER = 4;

/** Four rows at a time: a column is then read once for all of them. */
function multiplyFour(
  rows: Float64Array,
  start: number,
  columns: Float32Array,
  d: number,
  products: Float32Array,
): void {
  const [second, third, fourth] = [start + d, start + 2 * d, start + 3 * d];
  for (let j = 0; j < d; j += 1) {
    const column = j * d;
    let [a, b, c, e] = [0, 0, 0, 0];
    for (let i = 0; i < d; i += 1) {
      const weight = columns[column + i] as number;
      a += (rows[start + i] as number) * weight;
      b += (rows[second + i] as number) * weight;
      c += (rows[third + i] as number) * weight;
      e += (rows[fourth + i] as number) * weight;
    }
    products[start + j] = a;
    products[second + j] = b;
    products[third + j] = c;
    products[fourth + j] = e;
  }
}

/** Four columns at a time, since each sum alone waits for its last addition. */
function multiplyOne(
  rows: Float64Array,
  start: number,
  columns: Float32Array,
  d: number,
  products: Float32Array,
): void {
  const whole = d - (d % TOGETHER);
  for (let j = 0; j < whole; j += TOGETHER) {
    const first = j * d;
    const [second, third, fourth] = [first + d, first + 2 * d, first + 3 * d];
    let [a, b, c, e] = [0, 0, 0, 0];
    for (let i = 0; i < d; i += 1) {
      const value = rows[start + i] as number;
      a += value * (columns[first + i] as number);
      b += value * (columns[second + i] as number);
      c += value * (columns[third + i] as number);
      e += value * (columns[fourth + i] as number);
    }
    products[start + j] = a;
    products[start + j + 1] = b;
    products[start + j + 2] = c;
    products[start + j + 3] = e;
  }
  for (let j = whole; j < d; j += 1) {
    let sum = 0;
    for (let i = 0; i < d; i += 1) {
      sum += (rows[start + i] as number) * (columns[j * d + i] as number);
    }
    products[start + j] = sum;
  }
}

/** The columns of a square matrix one after the other. */
export function columnsOf(map: Float32Array, dimensions: number): Float32Array {
  const columns = new Float32Array(map.length);
  for (let i = 0; i < dimensions; i += 1) {
    for (let j = 0; j < dimensions; j += 1) {
      columns[j * dimensions + i] = map[i * dimensions + j] as number;
    }
  }
  return columns;
}

/** Mean and covariance of rows. */
export interface Covariance {
  /** Rows that counted. */
  rows: number;
  /** [features] */
  mean: Float64Array;
  /** [features × features], symmetric, divisor rows − 1. */
  covariance: Float64Array;
}

/** Rows that are added together: each line of the covariance matrix is then read once for all of them. */
const TOGETHER = 4;
const GROUPS_PER_BREATH = 16;

/**
 * Covariance of rows [n × features], gathered row by row: nothing of size n is made. A row of zeros is a text in which the
 * model knows nothing and does not count.
 */
export async function covarianceOf(
  vectors: Float32Array,
  features: number,
  breathe: () => Promise<void>,
): Promise<Covariance> {
  const starts = knownRows(vectors, features);
  // Sums of differences from any one row lose no digits to a mean far from zero.
  const origin = vectors.slice(starts[0] ?? 0, (starts[0] ?? 0) + features);
  const sum = new Float64Array(features);
  const products = new Float64Array(features * features);
  const group = Array.from({ length: TOGETHER }, () => new Float64Array(features));
  for (let from = 0; from < starts.length; from += TOGETHER) {
    for (const [n, row] of group.entries()) {
      takeDifference(vectors, starts[from + n], origin, row);
      for (let i = 0; i < features; i += 1) sum[i] = (sum[i] as number) + (row[i] as number);
    }
    addProducts(products, group);
    if ((from / TOGETHER) % GROUPS_PER_BREATH === 0) await breathe();
  }
  const rows = starts.length;
  const mean = sum.map((value, i) => (rows === 0 ? 0 : value / rows + (origin[i] as number)));
  return { rows, mean, covariance: finish(products, sum, rows) };
}

function knownRows(vectors: Float32Array, features: number): Float64Array {
  const starts = new Float64Array(vectors.length / features);
  let known = 0;
  for (let start = 0; start < vectors.length; start += features) {
    let at = start;
    while (at < start + features && vectors[at] === 0) at += 1;
    if (at < start + features) starts[known++] = start;
  }
  return starts.subarray(0, known);
}

/** Zeros where there is no such row: they add nothing. */
function takeDifference(
  vectors: Float32Array,
  start: number | undefined,
  origin: Float32Array,
  into: Float64Array,
): void {
  if (start === undefined) {
    into.fill(0);
    return;
  }
  for (let i = 0; i < into.length; i += 1) {
    into[i] = (vectors[start + i] as number) - (origin[i] as number);
  }
}

/** Adds rowᵀ · row of each row to the upper triangle. */
function addProducts(products: Float64Array, group: readonly Float64Array[]): void {
  const [a, b, c, d] = group as [Float64Array, Float64Array, Float64Array, Float64Array];
  const features = a.length;
  for (let i = 0; i < features; i += 1) {
    const [ai, bi, ci, di] = [a[i] as number, b[i] as number, c[i] as number, d[i] as number];
    const line = i * features;
    for (let j = i; j < features; j += 1) {
      products[line + j] =
        (products[line + j] as number) +
        ai * (a[j] as number) +
        bi * (b[j] as number) +
        ci * (c[j] as number) +
        di * (d[j] as number);
    }
  }
}

/** (products − sum · sumᵀ / rows) / (rows − 1), both triangles. */
function finish(products: Float64Array, sum: Float64Array, rows: number): Float64Array {
  const features = sum.length;
  for (let i = 0; i < features; i += 1) {
    for (let j = i; j < features; j += 1) {
      const centred =
        (products[i * features + j] as number) -
        ((sum[i] as number) * (sum[j] as number)) / Math.max(1, rows);
      const value = centred / Math.max(1, rows - 1);
      products[i * features + j] = value;
      products[j * features + i] = value;
    }
  }
  return products;
}

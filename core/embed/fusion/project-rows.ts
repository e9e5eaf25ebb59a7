import type { DensePca } from './dense-pca.ts';

/** Rows that are projected together: the components are then read once for all of them. */
const TOGETHER = 4;

/** Projects centred rows [n × features]: [n × dimensions]. A row of zeros, which means "unknown", stays one. */
export function projectRows(pca: DensePca, rows: Float32Array): Float32Array {
  const { features, dimensions } = pca;
  const projected = new Float32Array((rows.length / features) * dimensions);
  const centred = buffers(features);
  const sums = buffers(dimensions);
  for (let row = 0; row * features < rows.length; row += TOGETHER) {
    for (const [n, into] of centred.entries()) centre(pca, rows, row + n, into);
    multiply(pca, centred, sums);
    for (const [n, sum] of sums.entries()) {
      const at = (row + n) * dimensions;
      if (at < projected.length) projected.set(sum, at);
    }
  }
  return projected;
}

const buffers = (width: number): Float64Array[] =>
  Array.from({ length: TOGETHER }, () => new Float64Array(width));

/** Zeros for an unknown text, and behind the last row. */
function centre(
  { features, mean }: DensePca,
  rows: Float32Array,
  row: number,
  into: Float64Array,
): void {
  const vector = rows.subarray(row * features, (row + 1) * features);
  if (vector.every((value) => value === 0)) {
    into.fill(0);
    return;
  }
  for (let i = 0; i < features; i += 1) into[i] = (vector[i] as number) - (mean[i] as number);
}

function multiply(
  { features, dimensions, components }: DensePca,
  centred: readonly Float64Array[],
  sums: readonly Float64Array[],
): void {
  const [a, b, c, d] = centred as [Float64Array, Float64Array, Float64Array, Float64Array];
  const [sa, sb, sc, sd] = sums as [Float64Array, Float64Array, Float64Array, Float64Array];
  for (const sum of sums) sum.fill(0);
  for (let i = 0; i < features; i += 1) {
    const [ai, bi, ci, di] = [a[i] as number, b[i] as number, c[i] as number, d[i] as number];
    const line = i * dimensions;
    for (let j = 0; j < dimensions; j += 1) {
      const weight = components[line + j] as number;
      sa[j] = (sa[j] as number) + ai * weight;
      sb[j] = (sb[j] as number) + bi * weight;
      sc[j] = (sc[j] as number) + ci * weight;
      sd[j] = (sd[j] as number) + di * weight;
    }
  }
}

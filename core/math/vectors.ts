/** Inner product of two vectors of the same length. */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

/** Euclidean length. */
export function norm(vector: ArrayLike<number>): number {
  return Math.sqrt(dot(vector, vector));
}

/** Scales each row of a row-major [n × `dimensions`] matrix to length 1, in place; a row of zeros stays. */
export function normaliseRows(matrix: Float32Array, dimensions: number): Float32Array {
  for (let start = 0; start < matrix.length; start += dimensions) {
    const row = matrix.subarray(start, start + dimensions);
    const length = norm(row);
    if (length === 0) continue;
    for (let i = 0; i < row.length; i++) row[i] = (row[i] as number) / length;
  }
  return matrix;
}

/**
 * Solves A · x = b by Cholesky's decomposition. `matrix` is A, row-major [n × n], symmetric and positive
 * semi-definite; only its lower triangle is read. A direction without curvature gets 0 rather than infinity.
 */
export function solvePositiveDefinite(matrix: Float64Array, b: Float64Array): Float64Array {
  const n = b.length;
  const lower = cholesky(matrix, n);
  const x = Float64Array.from(b);
  for (let i = 0; i < n; i++) {
    let sum = x[i] as number;
    for (let j = 0; j < i; j++) sum -= (lower[i * n + j] as number) * (x[j] as number);
    x[i] = divide(sum, lower[i * n + i] as number);
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = x[i] as number;
    for (let j = i + 1; j < n; j++) sum -= (lower[j * n + i] as number) * (x[j] as number);
    x[i] = divide(sum, lower[i * n + i] as number);
  }
  return x;
}

function cholesky(matrix: Float64Array, n: number): Float64Array {
  const lower = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const diagonal = matrix[i * n + i] as number;
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * n + j] as number;
      for (let k = 0; k < j; k++) {
        sum -= (lower[i * n + k] as number) * (lower[j * n + k] as number);
      }
      if (i === j) lower[i * n + i] = sum > 1e-13 * diagonal ? Math.sqrt(sum) : 0;
      else lower[i * n + j] = divide(sum, lower[j * n + j] as number);
    }
  }
  return lower;
}

const divide = (value: number, by: number) => (by === 0 ? 0 : value / by);

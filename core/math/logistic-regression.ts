import { solvePositiveDefinite } from './linear-solve.ts';
import { sigmoid } from './special-functions.ts';

export type LogisticRegression = { weights: Float64Array; intercept: number };

export type LogisticOptions = {
  /** Penalty on the squared weights, 1 / C of scikit-learn; default 1. The intercept is never penalised. */
  l2?: number;
  /** One a row; default 1. */
  sampleWeight?: ArrayLike<number>;
  maxIterations?: number;
  /** Stop when no coefficient moves by more than this. */
  tolerance?: number;
  /** Awaited every few thousand rows. */
  breathe?: () => Promise<void>;
};

/** Rows to work through before others get a turn. */
const ROWS_PER_BREATH = 2048;

/** The rows [n × d], their labels in [0, 1] and weights. */
type Rows = {
  x: ArrayLike<number>;
  y: ArrayLike<number>;
  weight: ArrayLike<number> | undefined;
  d: number;
  breathe: () => Promise<void>;
};

/**
 * L2-regularised logistic regression: minimises sum of log losses + l2 / 2 · ‖weights‖², the objective of
 * scikit-learn's LogisticRegression with C = 1 / l2. `x` is row-major [n × d], `y` holds n labels (0, 1, or soft
 * labels between). Newton's method with step halving; d is meant to be small.
 * Throws RangeError when the sizes do not agree.
 */
export async function fitLogisticRegression(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  options: LogisticOptions = {},
): Promise<LogisticRegression> {
  const { l2 = 1, maxIterations = 100, tolerance = 1e-10, breathe = async () => {} } = options;
  if (y.length === 0 || x.length % y.length !== 0) {
    throw new RangeError(`${x.length} values do not make ${y.length} rows.`);
  }
  const rows: Rows = { x, y, weight: options.sampleWeight, d: x.length / y.length, breathe };
  // The last coefficient is the intercept.
  let beta: Float64Array = new Float64Array(rows.d + 1);
  let loss = await objective(rows, beta, l2);
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    const step = await newtonStep(rows, beta, l2);
    const next = await descend(rows, beta, step, l2, loss);
    const moved = maxDifference(beta, next.beta);
    ({ beta, loss } = next);
    if (moved <= tolerance) break;
  }
  return { weights: beta.slice(0, rows.d), intercept: beta[rows.d] as number };
}

/** The probability of "yes" for one row of d features. */
export function predictLogistic(model: LogisticRegression, row: ArrayLike<number>): number {
  return sigmoid(linear(row, 0, model.weights.length, model.weights) + model.intercept);
}

/** Halves the step until the objective no longer rises, save for rounding. */
async function descend(
  rows: Rows,
  beta: Float64Array,
  step: Float64Array,
  l2: number,
  loss: number,
): Promise<{ beta: Float64Array; loss: number }> {
  for (let scale = 1; scale > 1e-10; scale /= 2) {
    const moved = beta.map((value, i) => value - scale * (step[i] as number));
    const movedLoss = await objective(rows, moved, l2);
    if (movedLoss <= loss + 1e-13 * Math.abs(loss)) return { beta: moved, loss: movedLoss };
  }
  return { beta, loss };
}

async function objective(rows: Rows, beta: Float64Array, l2: number): Promise<number> {
  const { d, x, y, weight } = rows;
  let sum = 0;
  for (let row = 0; row < y.length; row++) {
    if (row % ROWS_PER_BREATH === 0) await rows.breathe();
    const score = linear(x, row * d, d, beta) + (beta[d] as number);
    // log(1 + exp(score)) - y · score, without overflow
    const softplus = Math.max(score, 0) + Math.log1p(Math.exp(-Math.abs(score)));
    sum += (weight?.[row] ?? 1) * (softplus - (y[row] as number) * score);
  }
  for (let i = 0; i < d; i++) sum += (l2 / 2) * (beta[i] as number) ** 2;
  return sum;
}

/** Inverse Hessian times gradient. */
async function newtonStep(rows: Rows, beta: Float64Array, l2: number): Promise<Float64Array> {
  const { d, x, y, weight } = rows;
  const size = d + 1;
  const gradient = new Float64Array(size);
  const hessian = new Float64Array(size * size);
  for (let row = 0; row < y.length; row++) {
    if (row % ROWS_PER_BREATH === 0) await rows.breathe();
    const p = sigmoid(linear(x, row * d, d, beta) + (beta[d] as number));
    const w = weight?.[row] ?? 1;
    const residual = w * (p - (y[row] as number));
    const curvature = w * p * (1 - p);
    for (let i = 0; i < size; i++) {
      const xi = i === d ? 1 : (x[row * d + i] as number);
      gradient[i] = (gradient[i] as number) + residual * xi;
      const scaled = curvature * xi;
      if (scaled === 0) continue;
      for (let j = 0; j <= i; j++) {
        const xj = j === d ? 1 : (x[row * d + j] as number);
        hessian[i * size + j] = (hessian[i * size + j] as number) + scaled * xj;
      }
    }
  }
  for (let i = 0; i < d; i++) {
    gradient[i] = (gradient[i] as number) + l2 * (beta[i] as number);
    hessian[i * size + i] = (hessian[i * size + i] as number) + l2;
  }
  return solvePositiveDefinite(hessian, gradient);
}

function linear(
  values: ArrayLike<number>,
  start: number,
  d: number,
  weights: ArrayLike<number>,
): number {
  let sum = 0;
  for (let i = 0; i < d; i++) sum += (values[start + i] as number) * (weights[i] as number);
  return sum;
}

function maxDifference(a: Float64Array, b: Float64Array): number {
  let most = 0;
  for (let i = 0; i < a.length; i++) {
    most = Math.max(most, Math.abs((a[i] as number) - (b[i] as number)));
  }
  return most;
}

/** Where Adam stands with some parameters. */
export interface AdamState {
  steps: number;
  /** Running means of the gradients and of their squares, one for each parameter. */
  mean: Float32Array;
  square: Float32Array;
}

export interface AdamOptions {
  learningRate: number;
  /** Share of the way back to `origin` at each step, in units of the learning rate. */
  decay?: number;
}

const BETA_1 = 0.9;
const BETA_2 = 0.999;
const EPSILON = 1e-8;

export function startAdam(parameters: number): AdamState {
  return { steps: 0, mean: new Float32Array(parameters), square: new Float32Array(parameters) };
}

/**
 * One step of Adam (Kingma & Ba 2015) with decoupled decay (Loshchilov & Hutter 2019), here towards `origin` instead of
 * zero. Changes `parameters` and `state`.
 */
export function adamStep(
  parameters: Float32Array,
  gradient: Float32Array,
  origin: Float32Array,
  state: AdamState,
  options: AdamOptions,
): void {
  adamRowsStep({ parameters, gradient, origin }, state, options, {
    width: parameters.length,
    rows: [0],
  });
}

/** Parameters with their gradient, and where decay pulls them to. */
export interface AdamArrays {
  parameters: Float32Array;
  gradient: Float32Array;
  origin: Float32Array;
}

/**
 * The same for some rows of a table only ("lazy" Adam): a row that a batch says nothing about neither moves nor forgets.
 * `width` is the length of a row.
 */
export function adamRowsStep(
  { parameters, gradient, origin }: AdamArrays,
  state: AdamState,
  { learningRate, decay = 0 }: AdamOptions,
  { width, rows }: { width: number; rows: Iterable<number> },
): void {
  state.steps += 1;
  const { mean, square } = state;
  const rate = learningRate / (1 - BETA_1 ** state.steps);
  const spread = 1 / (1 - BETA_2 ** state.steps);
  const back = learningRate * decay;
  for (const row of rows) {
    for (let i = row * width; i < (row + 1) * width; i += 1) {
      const g = gradient[i] as number;
      const m = BETA_1 * (mean[i] as number) + (1 - BETA_1) * g;
      const v = BETA_2 * (square[i] as number) + (1 - BETA_2) * g * g;
      mean[i] = m;
      square[i] = v;
      const at = parameters[i] as number;
      const pull = back * (at - (origin[i] as number));
      parameters[i] = at - (rate * m) / (Math.sqrt(v * spread) + EPSILON) - pull;
    }
  }
}

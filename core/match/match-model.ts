import { fitLogisticRegression } from '#core/math/logistic-regression.ts';
import { EVIDENCE, EVIDENCE_GROUP, type EvidenceName } from './evidence.ts';

/** A fitted combination of evidence: plain data, stored as match-model.json. */
export interface MatchModel {
  evidence: readonly string[];
  /** [evidence] mean and standard deviation on the training pairs. */
  mean: number[];
  scale: number[];
  /** [evidence] weights on the standardised values: comparable with each other. */
  weights: number[];
  intercept: number;
  trainedOn: { pairs: number; positives: number; queries: number; nearMisses: number };
}

export interface TrainingPairs {
  /** [n × EVIDENCE.length] */
  values: Float64Array;
  /** [n] 1 or 0 */
  labels: Uint8Array;
  /** [n] */
  weights: Float64Array;
}

/**
 * L2 penalty for each unit of the pairs' weight: strong enough that pieces of evidence that say the same do not get
 * large weights of opposite signs.
 */
const PENALTY = 0.001;

function standardise(values: Float64Array, mean: number[], scale: number[]): Float64Array {
  const width = EVIDENCE.length;
  return values.map(
    (value, i) => (value - (mean[i % width] as number)) / (scale[i % width] as number),
  );
}

function momentsOf(values: Float64Array): { mean: number[]; scale: number[] } {
  const width = EVIDENCE.length;
  const rows = values.length / width;
  const mean = new Array<number>(width).fill(0);
  const squares = new Array<number>(width).fill(0);
  values.forEach((value, i) => {
    mean[i % width] = (mean[i % width] as number) + value / rows;
  });
  values.forEach((value, i) => {
    squares[i % width] =
      (squares[i % width] as number) + (value - (mean[i % width] as number)) ** 2 / rows;
  });
  // Evidence that never varied says nothing: a scale of 1 leaves its weight at 0.
  return { mean, scale: squares.map((square) => (square > 1e-12 ? Math.sqrt(square) : 1)) };
}

/** Fits the L2-regularised logistic regression that turns evidence into log-odds. */
export async function fitMatchModel(
  pairs: TrainingPairs,
  counts: Pick<MatchModel['trainedOn'], 'queries' | 'nearMisses'>,
  breathe?: () => Promise<void>,
): Promise<MatchModel> {
  const { mean, scale } = momentsOf(pairs.values);
  const fitted = await fitLogisticRegression(standardise(pairs.values, mean, scale), pairs.labels, {
    l2: PENALTY * pairs.weights.reduce((sum, weight) => sum + weight, 0),
    sampleWeight: pairs.weights,
    tolerance: 1e-7,
    ...(breathe && { breathe }),
  });
  const positives = pairs.labels.reduce((sum, label) => sum + label, 0);
  return {
    evidence: EVIDENCE,
    mean,
    scale,
    weights: [...fitted.weights],
    intercept: fitted.intercept,
    trainedOn: { pairs: pairs.labels.length, positives, ...counts },
  };
}

/** [n] log-odds of "yes" for evidence rows [n × EVIDENCE.length]. */
export function logOdds(model: MatchModel, values: Float64Array): Float64Array {
  const weights = perUnitOf(model);
  const width = EVIDENCE.length;
  return Float64Array.from({ length: values.length / width }, (_, row) =>
    logOddsOf(weights, values, row * width),
  );
}

/** Weights on the values as they are: the standardisation is taken in. */
export interface PerUnit {
  /** [EVIDENCE.length] log-odds for each unit of the evidence. */
  perUnit: Float64Array;
  base: number;
}

export function perUnitOf({ weights, scale, mean, intercept }: MatchModel): PerUnit {
  const perUnit = Float64Array.from(
    weights,
    (weight, column) => weight / (scale[column] as number),
  );
  const base = perUnit.reduce(
    (sum, each, column) => sum - each * (mean[column] as number),
    intercept,
  );
  return { perUnit, base };
}

/** Log-odds of one row of evidence, which begins at `at`. */
export function logOddsOf({ perUnit, base }: PerUnit, values: Float64Array, at: number): number {
  let sum = base;
  for (let column = 0; column < perUnit.length; column += 1) {
    sum += (perUnit[column] as number) * (values[at + column] as number);
  }
  return sum;
}

/** [EVIDENCE.length] what each piece of evidence adds to the log-odds; `slope` is the calibration's. */
export function contributionsByEvidence(
  { weights, scale }: MatchModel,
  values: Float64Array,
  slope: number,
): number[] {
  return EVIDENCE.map(
    (_, column) =>
      ((slope * (weights[column] as number)) / (scale[column] as number)) * (values[column] ?? 0),
  );
}

/** What each group of evidence adds to the log-odds; the rest is the prior. `slope` and `shift` are the calibration's. */
export function contributionsOf(
  model: MatchModel,
  values: Float64Array,
  slope: number,
  shift: number,
): { name: string; value: number; logOdds: number }[] {
  const groups = new Map<string, { name: string; value: number; logOdds: number }>();
  let prior = slope * model.intercept + shift;
  const pieces = contributionsByEvidence(model, values, slope);
  EVIDENCE.forEach((name: EvidenceName, column) => {
    const value = values[column] ?? 0;
    const perUnit = (slope * (model.weights[column] as number)) / (model.scale[column] as number);
    const group = groups.get(EVIDENCE_GROUP[name]) ?? {
      name: EVIDENCE_GROUP[name],
      value,
      logOdds: 0,
    };
    groups.set(group.name, group);
    group.logOdds += pieces[column] as number;
    prior -= perUnit * (model.mean[column] as number);
  });
  return [...groups.values(), { name: 'Prior', value: 1, logOdds: prior }];
}

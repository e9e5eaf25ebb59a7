import { type Calibration, calibrated, fitCalibration } from './calibration.ts';

/** One pair of the calibrate split. */
export interface ScoredPair {
  /** Pairs of one query, or of near-identical ones, are held out together. */
  group: string;
  /** Log-odds of the match model. */
  score: number;
  /** 1 yes, 0 no. */
  label: number;
}

/** How a kind did on pairs that it was not fitted on. */
export interface TriedCalibration {
  kind: Calibration['kind'];
  /** Mean log loss in nats; smaller is better. */
  logLoss: number;
  /** Standard error of its difference to the sigmoid's, over groups. */
  differenceError: number;
}

export interface CalibrationChoice {
  chosen: Calibration['kind'];
  tried: TriedCalibration[];
}

/** From so many judgments on, the steps of isotonic regression are steadier than the sigmoid is wrong. */
export const ISOTONIC_FROM = 1000;
const FOLDS = 5;
/** The simplest first: among equals it is taken. */
const KINDS = ['platt', 'temperature', 'beta', 'isotonic'] as const;

/**
 * Tries every kind by five-fold cross-validation within the calibrate split, whole groups held out. The sigmoid is taken
 * unless another kind's log loss is smaller by more than one standard error of the difference: a choice among kinds is
 * itself a fit, and should cost something (Breiman and others' one-standard-error rule, 1984).
 */
export async function chooseCalibration(pairs: readonly ScoredPair[]): Promise<CalibrationChoice> {
  const kinds = KINDS.filter((kind) => kind !== 'isotonic' || pairs.length >= ISOTONIC_FROM);
  const losses = new Map<Calibration['kind'], Float64Array>();
  for (const kind of kinds) losses.set(kind, await heldOutLosses(kind, pairs));
  const sigmoid = losses.get('platt') ?? new Float64Array(pairs.length);
  const tried = kinds.map((kind): TriedCalibration => {
    const own = losses.get(kind) ?? sigmoid;
    return { kind, logLoss: mean(own), differenceError: differenceError(pairs, own, sigmoid) };
  });
  const base = mean(sigmoid);
  const better = tried
    .filter(({ logLoss, differenceError: error }) => logLoss + error < base)
    .sort((a, b) => a.logLoss - b.logLoss)[0];
  return { chosen: better?.kind ?? 'platt', tried };
}

async function heldOutLosses(
  kind: Calibration['kind'],
  pairs: readonly ScoredPair[],
): Promise<Float64Array> {
  const foldOf = foldsByGroup(pairs);
  const losses = new Float64Array(pairs.length);
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const rest = pairs.filter((_, i) => foldOf[i] !== fold);
    const scores = rest.map(({ score }) => score);
    const fitted = await fitCalibration(
      kind,
      scores,
      rest.map(({ label }) => label),
    );
    pairs.forEach(({ score, label }, i) => {
      if (foldOf[i] === fold) losses[i] = logLoss(calibrated(fitted, score), label);
    });
  }
  return losses;
}

/** Groups in turn, so that the folds are of one size; groups come in the order of the pairs, which is that of the split. */
function foldsByGroup(pairs: readonly ScoredPair[]): Uint8Array {
  const folds = new Map<string, number>();
  return Uint8Array.from(pairs, ({ group }) => {
    const fold = folds.get(group) ?? folds.size % FOLDS;
    folds.set(group, fold);
    return fold;
  });
}

/** A certainty that proves wrong costs much, not everything. */
const CERTAIN = 1e-6;

function logLoss(probability: number, label: number): number {
  const right = label === 1 ? probability : 1 - probability;
  return -Math.log(Math.max(CERTAIN, right));
}

const mean = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** Of the mean difference, by the sums of whole groups (cluster-robust). */
function differenceError(
  pairs: readonly ScoredPair[],
  one: Float64Array,
  other: Float64Array,
): number {
  const differences = one.map((loss, i) => loss - (other[i] as number));
  const centre = mean(differences);
  const sums = new Map<string, number>();
  pairs.forEach(({ group }, i) => {
    sums.set(group, (sums.get(group) ?? 0) + (differences[i] as number) - centre);
  });
  const squares = [...sums.values()].reduce((sum, value) => sum + value * value, 0);
  return Math.sqrt(squares) / Math.max(1, pairs.length);
}

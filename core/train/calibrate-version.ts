import { type Calibration, calibrated, fitCalibration } from '#core/calibrate/calibration.ts';
import {
  chooseCalibration,
  type ScoredPair,
  type TriedCalibration,
} from '#core/calibrate/choose-calibration.ts';
import { chooseThresholds, LEAST_PER_VERDICT } from '#core/calibrate/thresholds.ts';
import type { Thresholds } from '#core/contract/metrics.ts';
import type { Settings } from '#core/contract/workspace.ts';
import type { JudgedPair } from '#core/evaluate/pair-metrics.ts';
import type { MatchIndex } from '#core/match/match-index.ts';
import type { MatchModel } from '#core/match/match-model.ts';
import { logit } from '#core/math/special-functions.ts';
import { mean } from '#core/math/statistics.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import { answerQueries, withProbability } from './answer-queries.ts';
import type { TrainingData } from './training-data.ts';

export interface Calibrated {
  calibration: Calibration | null;
  /** How each kind did on held-out pairs; empty where none was compared. */
  tried: TriedCalibration[];
  thresholds: Thresholds;
  /** What the thresholds were chosen on; empty without a match model. */
  calibratePairs: JudgedPair[];
}

/** Fits the calibration on the calibrate split and chooses the thresholds there. */
export async function calibrate(
  data: TrainingData,
  index: MatchIndex,
  model: MatchModel | null,
  context: JobContext,
): Promise<Calibrated> {
  const targets = {
    targetPrecision: data.settings.targetPrecision,
    maxLoss: data.settings.maxLoss,
  };
  if (model === null) {
    const thresholds = chooseThresholds([], [], targets);
    return { calibration: null, tried: [], thresholds, calibratePairs: [] };
  }
  const queries = data.queries.calibrate;
  const answers = await answerQueries(index, model, queries, {
    ...data.settings,
    progress: (done) => {
      context.progress(done, queries.length, 'queries');
      return context.breathe();
    },
  });
  const scored = answers.pairs.map(({ group, score, isYes }) => ({
    ...{ group, score },
    label: isYes ? 1 : 0,
  }));
  const { fitted, tried } = await fitKind(data.settings.calibration, scored);
  const pairs = withProbability(answers.pairs, (score) => calibrated(fitted, score));
  const probabilities = pairs.map(({ probability }) => probability);
  const labels = scored.map(({ label }) => label);
  return {
    ...{ calibration: fitted, tried },
    thresholds: chooseThresholds(probabilities, labels, targets),
    calibratePairs: pairs,
  };
}

const KIND = {
  sigmoid: 'platt',
  temperature: 'temperature',
  beta: 'beta',
  isotonic: 'isotonic',
} as const;

/** Fits the kind that is set, or chooses one where there are judgments enough to. */
export async function fitKind(
  setting: Settings['calibration'],
  pairs: readonly ScoredPair[],
): Promise<{ fitted: Calibration; tried: TriedCalibration[] }> {
  const scores = pairs.map(({ score }) => score);
  const labels = pairs.map(({ label }) => label);
  const fewest = Math.min(...[0, 1].map((one) => labels.filter((label) => label === one).length));
  // Nothing can be fitted to one class: the log-odds stay as they are.
  if (fewest === 0) return { fitted: { kind: 'platt', slope: 1, intercept: 0 }, tried: [] };
  const ofKind = async (kind: Calibration['kind']) =>
    rising(await fitCalibration(kind, scores, labels), mean(labels));
  if (setting !== 'auto') return { fitted: await ofKind(KIND[setting]), tried: [] };
  if (fewest < LEAST_PER_VERDICT) return { fitted: await ofKind('platt'), tried: [] };
  const { chosen, tried } = await chooseCalibration(pairs);
  return { fitted: await ofKind(chosen), tried };
}

/**
 * A sigmoid that falls would call the better entry the less likely one. It only comes out of scores that say nothing
 * about the calibrate split; then every pair gets the share of confirmed ones. The other kinds cannot fall.
 */
export function rising(fitted: Calibration, confirmedShare: number): Calibration {
  if (fitted.kind !== 'platt' || fitted.slope > 0) return fitted;
  return { kind: 'platt', slope: 0, intercept: logit(confirmedShare) };
}

const NAME: Record<Calibration['kind'], string> = {
  platt: 'sigmoid',
  temperature: 'temperature',
  beta: 'beta',
  isotonic: 'isotonic',
};

/** In words: the kind, and how the others did. */
export function calibrationWords({
  calibration,
  tried,
}: Pick<Calibrated, 'calibration' | 'tried'>): string {
  if (calibration === null) return '';
  const name = NAME[calibration.kind];
  if (tried.length === 0) return name;
  const losses = tried.map(({ kind, logLoss }) => `${NAME[kind]} ${logLoss.toFixed(4)}`);
  return `${name} (log loss on held-out pairs: ${losses.join(', ')})`;
}

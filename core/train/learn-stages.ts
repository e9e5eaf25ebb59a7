import { counted } from '#core/ingest/words.ts';
import { textAnalysisSettings } from '#core/text/language.ts';
import { type Calibrated, calibrate, calibrationWords } from './calibrate-version.ts';
import type { LearningSplit } from './learn.ts';
import { type Learnt, learnMatchModel } from './learn-match-model.ts';
import type { Matcher } from './match-texts.ts';
import type { Variant } from './prepare-variants.ts';
import { type Scored, scoreVersion } from './score-version.ts';
import type { StageRunner } from './stages.ts';
import type { TrainDeps, TrainingStart } from './train-deps.ts';
import type { TrainingData } from './training-data.ts';

/** What can be learnt, and what is left to do to the winner. */
interface ToLearn {
  variants: readonly Variant[];
  split: LearningSplit;
  finish(learnt: Learnt): Promise<Learnt>;
}

/** Chooses a variant and fits its match model; modes without learning keep all terms and fuse ranks. */
export async function learn(
  { request }: Pick<TrainingStart, 'request'>,
  data: TrainingData,
  { variants, split, finish }: ToLearn,
  { context }: Pick<TrainDeps, 'context'>,
  stages: StageRunner,
): Promise<Learnt> {
  if (request.mode === 'full-train') {
    return stages.run('learn', async () => {
      const result = await finish(await learnMatchModel(data, variants, split, context));
      return { result, detail: result.detail };
    });
  }
  stages.skip('learn', 'This mode fits no match model; ranks are fused.');
  const variant = variants.at(-1);
  if (variant === undefined) throw new Error('There is no variant to index.');
  return { variant, model: null, without: null, tried: [], heldOut: 0, detail: '' };
}

/** What a version answers with, and what its thresholds were chosen on. */
export type Assembled = Matcher & Pick<Calibrated, 'calibratePairs'>;

/** Calibrates, and gathers what the version answers with. */
export async function assemble(
  { request, settings }: TrainingStart,
  data: TrainingData,
  { variant, model }: Learnt,
  { context }: TrainDeps,
  stages: StageRunner,
): Promise<Assembled> {
  const work = async () => {
    const result = await calibrate(data, variant.index, model, context);
    const { accept, reject } = result.thresholds;
    const bands = `accept from ${shown(accept)}, reject below ${shown(reject)}`;
    const detail = model === null ? bands : `${calibrationWords(result)}; ${bands}`;
    return { result, detail };
  };
  const calibrates = request.mode === 'full-train' || model !== null;
  if (!calibrates) stages.skip('calibrate', 'There is no probability to calibrate.');
  const { calibration, tried, thresholds, calibratePairs } = calibrates
    ? await stages.run('calibrate', work)
    : (await work()).result;
  const { rrfK, candidates } = settings;
  const analysis = textAnalysisSettings(settings);
  const calibrationTried = tried.length > 0 ? { calibrationTried: tried } : {};
  const match = { model, calibration, ...calibrationTried, rrfK, candidates, analysis };
  return { index: variant.index, match, thresholds, calibratePairs };
}

const shown = (threshold: number | null) => (threshold === null ? 'none' : threshold.toFixed(3));

/** Measures on the test split; null where it is empty. */
export async function evaluate(
  data: TrainingData,
  version: Matcher,
  { context }: TrainDeps,
  stages: StageRunner,
): Promise<Scored | null> {
  if (data.queries.test.length === 0) {
    stages.skip('evaluate', 'There is no judged test query.');
    return null;
  }
  return stages.run('evaluate', async () => {
    const seed = data.settings.seed;
    const scored = await scoreVersion(version, data.queries.test, { seed, context });
    const { test } = scored.metrics;
    const detail = `NDCG@10 ${test['ndcg@10'].toFixed(3)}, top-1 ${test.top1.toFixed(3)} on ${counted(test.queries, 'query', 'queries')}`;
    return { result: scored, detail };
  });
}

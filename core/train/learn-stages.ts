import { counted } from '#core/ingest/words.ts';
import { textAnalysisSettings } from '#core/text/language.ts';
import { calibrate, calibrationWords } from './calibrate-version.ts';
import { type Learnt, learnMatchModel } from './learn-match-model.ts';
import type { Matcher } from './match-texts.ts';
import type { Variant } from './prepare-variants.ts';
import { type Scored, scoreVersion } from './score-version.ts';
import type { StageRunner } from './stages.ts';
import type { TrainDeps, TrainingStart } from './train-deps.ts';
import type { TrainingData } from './training-data.ts';

/** Chooses a variant and fits its match model; modes without learning keep all terms and fuse ranks. */
export async function learn(
  { request }: TrainingStart,
  data: TrainingData,
  variants: readonly [Variant, ...Variant[]],
  { context }: TrainDeps,
  stages: StageRunner,
): Promise<Learnt> {
  if (request.mode === 'full-train') {
    return stages.run('learn', async () => {
      const result = await learnMatchModel(data, variants, context);
      return { result, detail: result.detail };
    });
  }
  stages.skip('learn', 'This mode fits no match model; ranks are fused.');
  return { variant: variants.at(-1) ?? variants[0], model: null, detail: '' };
}

/** Calibrates, and gathers what the version answers with. */
export async function assemble(
  { request, settings }: TrainingStart,
  data: TrainingData,
  { variant, model }: Learnt,
  { context }: TrainDeps,
  stages: StageRunner,
): Promise<Matcher> {
  const work = async () => {
    const result = await calibrate(data, variant.index, model, context);
    const { accept, reject } = result.thresholds;
    const bands = `accept from ${shown(accept)}, reject below ${shown(reject)}`;
    const detail = model === null ? bands : `${calibrationWords(result)}; ${bands}`;
    return { result, detail };
  };
  if (request.mode !== 'full-train')
    stages.skip('calibrate', 'There is no probability to calibrate.');
  const { calibration, tried, thresholds } =
    request.mode === 'full-train' ? await stages.run('calibrate', work) : (await work()).result;
  const { rrfK, candidates } = settings;
  const analysis = textAnalysisSettings(settings);
  const calibrationTried = tried.length > 0 ? { calibrationTried: tried } : {};
  const match = { model, calibration, ...calibrationTried, rrfK, candidates, analysis };
  return { index: variant.index, match, thresholds };
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

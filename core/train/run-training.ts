import type { TrainResult } from '#core/contract/jobs.ts';
import type { VersionDraft } from '#core/versions/version-store.ts';
import { embedDictionary, loadData } from './data-stages.ts';
import { judge } from './gate-stage.ts';
import { indexCollections } from './index-stage.ts';
import { learnFrom } from './learn-from.ts';
import { assemble, evaluate } from './learn-stages.ts';
import type { EmbeddedDictionary } from './prepare-variants.ts';
import { type StageRunner, stageRunner } from './stages.ts';
import type { TrainDeps, TrainingStart } from './train-deps.ts';
import type { TrainingData } from './training-data.ts';
import { commit } from './version-stages.ts';

/**
 * Runs one mode from data to version: load, preflight, split, embed, learn, index, calibrate, evaluate, gate, version.
 * The version appears only when it is whole; cancelling or failing before leaves nothing behind.
 */
export async function runTraining(start: TrainingStart, deps: TrainDeps): Promise<TrainResult> {
  const stages = stageRunner(deps.reporter, deps.context, deps.clock.elapsed);
  const data = await loadData(start, deps, stages);
  const dictionary = await embedDictionary(start, data, deps, stages);
  try {
    if (start.request.mode === 'smoke-test') {
      const nothing = { version: null, promoted: false, gate: [], metrics: null, learning: null };
      return result(start, stages, deps, nothing);
    }
    return await makeVersion(start, data, dictionary, deps, stages);
  } finally {
    await dictionary.embedder.close();
  }
}

/** Everything from the vectors on. */
async function makeVersion(
  start: TrainingStart,
  data: TrainingData,
  dictionary: EmbeddedDictionary,
  deps: TrainDeps,
  stages: StageRunner,
): Promise<TrainResult> {
  let draft: VersionDraft | null = null;
  try {
    const begun = await deps.versions.begin();
    draft = begun;
    return await learnFrom({ start, data, dictionary, deps, stages }, async (learnt, report) => {
      const version = await assemble(start, data, learnt, deps, stages);
      const { dictionary: used } = learnt.variant;
      const parts = { embedder: used.stored, match: version.match };
      const made = { start, data, dictionary: used, learnt, version, draft: begun, deps };
      const collections = await indexCollections(made, parts, stages);
      const scored = await evaluate(data, version, deps, stages);
      const learning = await report(scored);
      const gate = await judge(start, data, version, scored, deps, stages);
      const outcome = await commit({ ...made, collections, scored, gate, learning }, stages);
      const metrics = scored?.metrics ?? null;
      return result(start, stages, deps, { ...outcome, gate, metrics, learning });
    });
  } catch (error) {
    if (draft) await discard(draft, deps);
    throw error;
  }
}

/** What went wrong before is what the user must hear of; leftovers go at the next opening at the latest. */
async function discard(draft: VersionDraft, { versions, context }: TrainDeps): Promise<void> {
  await versions.discard(draft).catch((error: unknown) => {
    context.log('warn', `The unfinished version could not be removed. ${String(error)}`);
  });
}

function result(
  { run }: TrainingStart,
  { timings }: StageRunner,
  { peakRssMb }: TrainDeps,
  outcome: Pick<TrainResult, 'version' | 'promoted' | 'gate' | 'metrics' | 'learning'>,
): TrainResult {
  return { run, ...outcome, timings, peak_rss_mb: Math.round(peakRssMb()) };
}

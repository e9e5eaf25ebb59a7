import type { TrainResult } from '#core/contract/jobs.ts';
import type { Incremental } from '#core/contract/versions.ts';
import type { VersionDraft } from '#core/versions/version-store.ts';
import { embedDictionary, loadData } from './data-stages.ts';
import { judge } from './gate-stage.ts';
import { embedIncrement, keepLearnt } from './incremental.ts';
import { openParent, type ParentVersion } from './incremental-parent.ts';
import { indexCollections } from './index-stage.ts';
import { learnFrom, type ReportLearning } from './learn-from.ts';
import type { Learnt } from './learn-match-model.ts';
import { assemble, evaluate } from './learn-stages.ts';
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
  const parent =
    start.request.mode === 'incremental' ? await openParent(start.settings, deps) : null;
  const data = await loadData(start, deps, stages);
  if (parent) return goOn({ start, data, parent, deps, stages });
  const dictionary = await embedDictionary(start, data, deps, stages);
  try {
    if (start.request.mode === 'smoke-test') {
      const nothing = { version: null, promoted: false, gate: [], metrics: null, learning: null };
      return result(start, stages, deps, nothing);
    }
    const made = { start, data, deps, stages };
    return await learnFrom({ ...made, dictionary }, (learnt, report) =>
      makeVersion(made, { learnt, report, parent: null, incremental: null }),
    );
  } finally {
    await dictionary.embedder.close();
  }
}

/** A training that keeps what its parent learnt. */
async function goOn(made: Making & { parent: ParentVersion }): Promise<TrainResult> {
  const { dictionary, incremental } = await embedIncrement(made);
  try {
    return await keepLearnt(made, dictionary, (learnt) =>
      makeVersion(made, {
        ...{ learnt, incremental, parent: made.parent },
        report: async () => null,
      }),
    );
  } finally {
    await dictionary.embedder.close();
  }
}

interface Making {
  start: TrainingStart;
  data: TrainingData;
  deps: TrainDeps;
  stages: StageRunner;
}

/** What a version answers with, and where that comes from. */
interface Source {
  learnt: Learnt;
  report: ReportLearning;
  /** Of an incremental training. */
  parent: ParentVersion | null;
  incremental: Incremental | null;
}

/** Everything from the match model on. */
async function makeVersion(
  { start, data, deps, stages }: Making,
  { learnt, report, parent, incremental }: Source,
): Promise<TrainResult> {
  const draft = await deps.versions.begin();
  try {
    const version = await assemble(start, data, learnt, deps, stages);
    const { dictionary } = learnt.variant;
    const parts = { embedder: dictionary.stored, match: version.match };
    const made = { start, data, dictionary, learnt, version, parent, draft, deps };
    const collections = await indexCollections(made, parts, stages);
    const scored = await evaluate(data, version, deps, stages);
    const learning = await report(scored);
    const gate = await judge(start, data, version, scored, deps, stages);
    const measured = { collections, scored, gate, learning, incremental };
    const outcome = await commit({ ...made, ...measured }, stages);
    const metrics = scored?.metrics ?? null;
    return result(start, stages, deps, { ...outcome, gate, metrics, learning });
  } catch (error) {
    await discard(draft, deps);
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

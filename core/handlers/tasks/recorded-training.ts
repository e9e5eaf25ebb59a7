import type { TrainResult } from '#core/contract/jobs.ts';
import type { Metrics } from '#core/contract/metrics.ts';
import { toJobError } from '#core/jobs/job-error.ts';
import type { OpenRun, RunEnd } from '#core/runs/open-run.ts';
import { stageTimes } from '#core/runs/stage-times.ts';
import type { ModelAccess } from '#core/train/model-access.ts';
import type { TrainDeps } from '#core/train/train-deps.ts';
import type { Snapshot } from '#core/workspace/snapshot.ts';
import type { TaskDeps } from './task-deps.ts';

/** A training's hooks that write into its run whatever happens, as it happens. */
export interface RecordedTraining
  extends Pick<TrainDeps, 'context' | 'reporter' | 'models' | 'metric'> {
  /** Notes what the training reads. */
  noteData(snapshot: Snapshot): void;
  succeed(result: TrainResult): Promise<void>;
  /** Nothing where it succeeded: what goes wrong afterwards takes nothing from that. */
  fail(failure: ReturnType<typeof toJobError>): Promise<void>;
}

/** Records a training in `run` and passes on what it reports to the job. */
export function recordedTraining(deps: TaskDeps, run: OpenRun): RecordedTraining {
  const { clock, emit, context } = deps;
  const times = stageTimes(clock.elapsed);
  let stage = '';
  let ended = false;
  return {
    context: {
      ...context,
      log(level, message) {
        run.log(level, stage, message);
        context.log(level, message);
      },
    },
    reporter: {
      start(next) {
        stage = next;
        times.begin(stage);
        run.note({ timings: times.seconds() });
        emit({ type: 'stage', stage, state: 'running' });
      },
      done(done, detail) {
        times.end();
        run.note({ timings: times.seconds() });
        emit({ type: 'stage', stage: done, state: 'done', detail });
      },
      skip: (skipped, detail) => emit({ type: 'stage', stage: skipped, state: 'skipped', detail }),
    },
    models: notingModels(deps.models, run),
    metric: run.metric,
    noteData: (snapshot) => run.note({ data: dataOf(snapshot) }),
    succeed(result) {
      ended = true;
      recordMeasures(run, result);
      const { version, promoted, timings } = result;
      return finishRun(run, { status: 'finished', version, promoted, timings }, deps);
    },
    async fail(error) {
      if (ended) return;
      times.end();
      const status = error.code === 'CANCELLED' ? 'cancelled' : 'failed';
      await finishRun(run, { status, error, timings: times.seconds() }, deps);
    },
  };
}

function dataOf({ entries, judgments, canonicalSha256, ledgerSha256 }: Snapshot) {
  const terms = entries.reduce((sum, entry) => sum + entry.terms.length, 0);
  const counts = { entries: entries.length, terms, judgments: judgments.length };
  return { ...counts, canonicalSha256, ledgerSha256 };
}

/** Which model it was, to the byte, and where it ran. */
function notingModels(models: ModelAccess, run: OpenRun): ModelAccess {
  return {
    ...models,
    async forTraining(choice, context) {
      const opened = await models.forTraining(choice, context);
      const { id, name, sha256, dtype } = opened.use;
      const known = { model: id, modelName: name, modelSha256: sha256, modelRuns: opened.where };
      run.note({ environment: { ...known, ...(dtype && { modelDtype: dtype }) } });
      return opened;
    },
  };
}

/** A record that cannot be written takes nothing from a version that is made, and hides no failure before it. */
async function finishRun(run: OpenRun, end: RunEnd, { context }: TaskDeps): Promise<void> {
  try {
    await run.finish(end);
  } catch (error) {
    context.log('warn', `The record of ${run.id} is not complete. ${toJobError(error).message}`);
  }
}

function recordMeasures(run: OpenRun, { metrics, learning, peak_rss_mb }: TrainResult): void {
  run.metric('peak_rss_mb', peak_rss_mb);
  if (learning?.gain) run.metric('learning.gain.mrr@10', learning.gain.difference.value);
  if (metrics) recordTest(run, metrics);
}

function recordTest(run: OpenRun, { test, pairs, bands }: Metrics): void {
  for (const [name, value] of Object.entries(test)) run.metric(`test.${name}`, value);
  for (const [name, value] of Object.entries(pairs.test ?? {})) {
    if (value !== null) run.metric(`pairs.test.${name}`, value);
  }
  for (const band of ['accept', 'review', 'reject'] as const) {
    run.metric(`bands.test.${band}`, bands[band].share);
  }
}

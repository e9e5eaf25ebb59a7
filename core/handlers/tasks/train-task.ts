import type { Entry } from '#core/contract/data.ts';
import { TRAIN_STAGES, type TrainRequest, type TrainResult } from '#core/contract/jobs.ts';
import { openVectorCache } from '#core/embed/cache/vector-cache.ts';
import { toJobError } from '#core/jobs/job-error.ts';
import type { JobResult } from '#core/jobs/job-events.ts';
import type { OpenRun, RunEnd } from '#core/runs/run-store.ts';
import { runReader, runWriter } from '#core/runs/run-store.ts';
import { runTraining } from '#core/train/run-training.ts';
import type { TrainDeps } from '#core/train/train-deps.ts';
import { latestReader, latestWriter } from '#core/versions/latest.ts';
import { versionWriter } from '#core/versions/version-store.ts';
import { loadSnapshot } from '#core/workspace/snapshot.ts';
import { explainNative } from './native-failure.ts';
import type { TaskDeps } from './task-deps.ts';

/** Runs a training and records it as a run, however it ends. */
export async function trainTask(request: TrainRequest, deps: TaskDeps): Promise<JobResult> {
  const { workspace, files, clock, emit } = deps;
  emit({ type: 'plan', stages: [...TRAIN_STAGES] });
  const { settings } = await workspace.about();
  const vectorCache = await openVectorCache(files, {
    folder: workspace.layout.vectorCache,
    limitBytes: settings.cacheLimitMb * BYTES_PER_MB,
    clock,
    log: deps.context.log,
  });
  const runs = runWriter(files, workspace.layout.runs, clock);
  const { mode } = request;
  const run = await runs.begin({
    mode,
    parameters: request,
    seed: settings.seed,
    environment: deps.environment,
  });
  const training = { ...trainDeps(deps, run), vectorCache };
  const start = {
    request,
    run: run.id,
    settings,
    loadSnapshot: () => loadSnapshot(workspace, training.context),
    loadCollection: (name: string) => entriesOf(workspace, name),
  };
  const finish = (end: RunEnd) => finishRun(run, end, deps);
  try {
    const train = await runTraining(start, training);
    recordMetrics(run, train);
    const { version, promoted, timings } = train;
    await finish({ status: 'finished', version, promoted, timings });
    return { train };
  } catch (cause) {
    const error = explainNative(cause);
    const failure = toJobError(error);
    await finish({ status: failure.code === 'CANCELLED' ? 'cancelled' : 'failed', error: failure });
    throw error;
  } finally {
    await vectorCache.close();
  }
}

async function entriesOf({ entries }: TaskDeps['workspace'], name: string): Promise<Entry[]> {
  const all: Entry[] = [];
  for await (const entry of entries(name)) all.push(entry);
  return all;
}

const BYTES_PER_MB = 2 ** 20;

/** A record that cannot be written takes nothing from a version that is made, and hides no failure before it. */
async function finishRun(run: OpenRun, end: RunEnd, { context }: TaskDeps): Promise<void> {
  try {
    await run.finish(end);
  } catch (error) {
    context.log('warn', `The record of ${run.id} is not complete. ${toJobError(error).message}`);
  }
}

function trainDeps(deps: TaskDeps, run: OpenRun): Omit<TrainDeps, 'vectorCache'> {
  const { workspace, files, clock, emit, context } = deps;
  const { layout } = workspace;
  const versions = versionWriter(files, layout.versions, clock, () => usedVersions(deps));
  let stage = '';
  return {
    files,
    clock,
    cache: layout.cache,
    versions,
    latest: latestWriter(files, layout, { versions, clock }),
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
        emit({ type: 'stage', stage, state: 'running' });
      },
      done: (done, detail) => emit({ type: 'stage', stage: done, state: 'done', detail }),
      skip: (skipped, detail) => emit({ type: 'stage', stage: skipped, state: 'skipped', detail }),
    },
    sha256: deps.sha256,
    intraOpThreads: deps.intraOpThreads,
    memoryBytes: deps.memoryBytes,
    models: deps.models,
    appVersion: deps.appVersion,
    peakRssMb: deps.peakRssMb,
  };
}

/** Ids of versions that were ever made or promoted here, also of deleted ones. */
async function usedVersions({ workspace, files }: TaskDeps): Promise<string[]> {
  const { layout } = workspace;
  const latest = latestReader(files, layout);
  const runs = await runReader(files, layout.runs).list();
  const promotions = await latest.history();
  const ids = [
    await latest.latest(),
    ...promotions.map(({ to }) => to),
    ...runs.map(({ version }) => version),
  ];
  return ids.filter((id) => id !== null);
}

function recordMetrics(run: OpenRun, { metrics }: TrainResult): void {
  if (metrics === null) return;
  for (const [name, value] of Object.entries(metrics.test)) run.metric(`test.${name}`, value);
  for (const [name, value] of Object.entries(metrics.pairs.test ?? {})) {
    if (value !== null) run.metric(`pairs.test.${name}`, value);
  }
}

import type { Entry } from '#core/contract/data.ts';
import { TRAIN_STAGES, type TrainRequest } from '#core/contract/jobs.ts';
import type { Settings } from '#core/contract/workspace.ts';
import { openVectorCache, type VectorCache } from '#core/embed/cache/vector-cache.ts';
import { toJobError } from '#core/jobs/job-error.ts';
import type { JobResult } from '#core/jobs/job-events.ts';
import { runWriter } from '#core/runs/run-store.ts';
import { runTraining } from '#core/train/run-training.ts';
import type { TrainDeps, TrainingStart } from '#core/train/train-deps.ts';
import { latestWriter } from '#core/versions/latest.ts';
import { versionWriter } from '#core/versions/version-store.ts';
import { loadSnapshot } from '#core/workspace/snapshot.ts';
import { explainNative } from './native-failure.ts';
import { type RecordedTraining, recordedTraining } from './recorded-training.ts';
import type { TaskDeps } from './task-deps.ts';
import { usedVersions } from './used-versions.ts';

/** Runs a training and records it as a run, however it ends. */
export async function trainTask(request: TrainRequest, deps: TaskDeps): Promise<JobResult> {
  const { workspace, files, clock, emit } = deps;
  emit({ type: 'plan', stages: [...TRAIN_STAGES] });
  const { settings } = await workspace.about();
  const { mode } = request;
  const run = await runWriter(files, workspace.layout.runs, clock).begin({
    mode,
    parameters: request,
    settings,
    seed: settings.seed,
    environment: deps.environment,
  });
  const recorded = recordedTraining(deps, run);
  try {
    return await withVectorCache(deps, settings, async (vectorCache) => {
      const training = { ...trainDeps(deps), ...recorded, vectorCache };
      const start = startOf(request, run.id, settings, { deps, recorded });
      const train = await runTraining(start, training);
      await recorded.succeed(train);
      return { train };
    });
  } catch (cause) {
    const error = explainNative(cause);
    await recorded.fail(toJobError(error));
    throw error;
  }
}

function startOf(
  request: TrainRequest,
  run: string,
  settings: Settings,
  { deps: { workspace }, recorded }: { deps: TaskDeps; recorded: RecordedTraining },
): TrainingStart {
  return {
    request,
    run,
    settings,
    async loadSnapshot() {
      const snapshot = await loadSnapshot(workspace, recorded.context);
      recorded.noteData(snapshot);
      return snapshot;
    },
    loadCollection: (name: string) => entriesOf(workspace, name),
  };
}

export async function withVectorCache<Result>(
  { workspace, files, clock, context }: TaskDeps,
  { cacheLimitMb }: Settings,
  work: (vectorCache: VectorCache) => Promise<Result>,
): Promise<Result> {
  const vectorCache = await openVectorCache(files, {
    folder: workspace.layout.vectorCache,
    limitBytes: cacheLimitMb * BYTES_PER_MB,
    clock,
    log: context.log,
  });
  try {
    return await work(vectorCache);
  } finally {
    await vectorCache.close();
  }
}

export async function entriesOf(
  { entries }: TaskDeps['workspace'],
  name: string,
): Promise<Entry[]> {
  const all: Entry[] = [];
  for await (const entry of entries(name)) all.push(entry);
  return all;
}

const BYTES_PER_MB = 2 ** 20;

/** What any training here needs; how it is told of is left to the caller. */
export function trainDeps(deps: TaskDeps): Omit<TrainDeps, keyof RecordedTraining | 'vectorCache'> {
  const { workspace, files, clock } = deps;
  const { layout } = workspace;
  const versions = versionWriter(files, layout.versions, clock, () => usedVersions(deps));
  return {
    files,
    clock,
    cache: layout.cache,
    versions,
    latest: latestWriter(files, layout, { versions, clock }),
    sha256: deps.sha256,
    intraOpThreads: deps.intraOpThreads,
    memoryBytes: deps.memoryBytes,
    appVersion: deps.appVersion,
    peakRssMb: deps.peakRssMb,
  };
}

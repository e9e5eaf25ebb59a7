import { z } from 'zod';
import { PlumblineError } from '#core/contract/errors.ts';
import type { MlflowRecord, RunRecord } from '#core/contract/runs.ts';
import type { Settings } from '#core/contract/workspace.ts';
import { counted } from '#core/ingest/words.ts';
import {
  isPushed,
  type MlflowPlace,
  type PushDeps,
  pushRun,
  type RunToPush,
} from '#core/interop/mlflow/push-run.ts';
import { Refused } from '#core/interop/mlflow/refused.ts';
import type { JobResult } from '#core/jobs/job-events.ts';
import { readMlflow, writeMlflow } from '#core/runs/mlflow-file.ts';
import { readMetrics } from '#core/runs/read-metrics.ts';
import { runReader } from '#core/runs/run-store.ts';
import type { StoredVersion } from '#core/versions/manifest-file.ts';
import { versionReader } from '#core/versions/version-store.ts';
import { readSecret } from '#core/workspace/secrets.ts';
import { exportedBundle } from './exported-bundle.ts';
import { BUNDLE_FOLDER, fullArtifacts, PLAIN_FOLDER, plainArtifacts } from './mlflow-artifacts.ts';
import { moveChampion } from './mlflow-champion.ts';
import type { ModelTaskDeps, TaskDeps } from './task-deps.ts';

/** A push as its journal keeps it. */
export const PushMlflowJob = z.object({
  /** The ones that are not there yet where none are named. */
  runs: z.array(z.string()).optional(),
  bundle: z.boolean().default(false),
});
export type PushMlflowJob = z.infer<typeof PushMlflowJob>;

/**
 * Pushes runs to the MLflow server of the settings, oldest first. Throws BAD_INPUT where none is set, for a run that goes on, and
 * at the end where the server refused some runs; NOT_FOUND for an unknown run, and where the server does not answer.
 */
export async function pushMlflowTask(
  { runs: wanted, bundle }: PushMlflowJob,
  deps: ModelTaskDeps,
): Promise<JobResult> {
  const { workspace, files, emit, context } = deps;
  emit({ type: 'plan', stages: ['push', 'alias'] });
  const { settings } = await workspace.about();
  const place = placeOf(settings, await readSecret(files, workspace.layout, 'mlflow'));
  const runs = await chosenRuns(wanted, place, deps);
  const failures: { run: string; message: string }[] = [];
  emit({ type: 'stage', stage: 'push', state: 'running' });
  for (const [done, run] of runs.entries()) {
    context.progress(done, runs.length, 'runs');
    await context.breathe();
    try {
      const { page } = await pushOne(run, { place, settings, bundle }, deps);
      context.log('info', `${run.id} is at ${page}`);
    } catch (error) {
      if (!isOfThisRun(error)) throw error;
      context.log('warn', `${run.id} was not pushed. ${error.message}`);
      failures.push({ run: run.id, message: error.message });
    }
  }
  const pushed = counted(runs.length - failures.length, 'run');
  emit({ type: 'stage', stage: 'push', state: 'done', detail: `${pushed} pushed` });
  emit({ type: 'stage', stage: 'alias', state: 'running' });
  const detail = await moveChampion(place, settings.mlflowModel, pushDeps(deps), deps);
  emit({ type: 'stage', stage: 'alias', state: 'done', detail });
  const [first] = failures;
  if (!first) return {};
  const some = `${failures.length} of ${counted(runs.length, 'run')} could not be pushed.`;
  throw new PlumblineError('BAD_INPUT', `${some} ${first.run}: ${first.message}`, {
    remedy: 'See the log for the others; what was pushed is there.',
  });
}

/** The others can be pushed all the same. */
function isOfThisRun(error: unknown): error is PlumblineError {
  return error instanceof Refused || (error instanceof PlumblineError && error.code === 'DAMAGED');
}

function placeOf(
  { mlflowUrl, mlflowExperiment, reachPublic }: Settings,
  secret: string | null,
): MlflowPlace {
  if (mlflowUrl === null) throw noServer();
  const url = mlflowUrl.replace(/\/+$/, '');
  return { url, experiment: mlflowExperiment, secret, reach: reachPublic ? 'any' : 'private' };
}

export function noServer(): PlumblineError {
  return new PlumblineError('BAD_INPUT', 'No MLflow server is set for this workspace.', {
    remedy: 'Set its address: plumbline settings WORKSPACE mlflowUrl=http://127.0.0.1:5000',
  });
}

/** Oldest first, so that registered versions count in their order. */
async function chosenRuns(
  wanted: readonly string[] | undefined,
  place: MlflowPlace,
  { files, workspace: { layout } }: TaskDeps,
): Promise<RunRecord[]> {
  const runs = runReader(files, layout.runs);
  if (wanted) {
    const named = await Promise.all([...new Set(wanted)].map((id) => runs.read(id)));
    const going = named.find(({ status }) => status === 'running');
    if (!going) return named;
    throw new PlumblineError('BAD_INPUT', `${going.id} has not ended yet.`, {
      remedy: 'Push it when it has.',
    });
  }
  const left: RunRecord[] = [];
  for (const run of (await runs.list()).toReversed()) {
    if (run.status === 'running') continue;
    const known = await readMlflow(files, files.join(layout.runs, run.id));
    if (!isPushed(known, place)) left.push(run);
  }
  return left;
}

const pushDeps = ({ http, pause, context, clock }: ModelTaskDeps): Omit<PushDeps, 'keep'> => ({
  ...{ http, pause, signal: context.signal },
  now: clock.now,
  log: context.log,
});

interface Push {
  place: MlflowPlace;
  settings: Settings;
  bundle: boolean;
}

async function pushOne(run: RunRecord, push: Push, deps: ModelTaskDeps): Promise<MlflowRecord> {
  const { files, workspace } = deps;
  const folder = files.join(workspace.layout.runs, run.id);
  const version = await versionOf(run, deps);
  const archive = push.bundle && version ? await exportedBundle(version.id, deps) : null;
  try {
    const plain = await plainArtifacts(files, folder, run, version);
    const full = push.bundle ? await fullArtifacts(files, folder, archive) : [];
    const toPush: RunToPush = {
      run,
      metrics: await readMetrics(files, folder),
      key: keyOf(run, deps.sha256),
      artifacts: [...plain, ...full],
      model: version && {
        ...{ name: push.settings.mlflowModel, version: version.id },
        folder: archive === null ? PLAIN_FOLDER : BUNDLE_FOLDER,
      },
      known: await readMlflow(files, folder),
    };
    const keep = (record: MlflowRecord) => writeMlflow(files, folder, record);
    return await pushRun(push.place, toPush, { ...pushDeps(deps), keep });
  } finally {
    if (archive !== null) await files.remove(archive);
  }
}

/** The version that a run made, as long as it is here and whole. */
async function versionOf(
  { version }: RunRecord,
  { files, workspace: { layout } }: TaskDeps,
): Promise<StoredVersion | null> {
  const versions = await versionReader(files, layout.versions).list();
  return versions.find(({ id, manifest }) => id === version && manifest !== null) ?? null;
}

/** Follows from the run itself: a moved or copied workspace finds its runs again, and no other workspace's. */
function keyOf({ id, startedAt, seed, data }: RunRecord, sha256: TaskDeps['sha256']): string {
  const { canonicalSha256 = null, ledgerSha256 = null } = data ?? {};
  const content = JSON.stringify([id, startedAt, seed, canonicalSha256, ledgerSha256]);
  return `${sha256(content).slice(0, 16)}/${id}`;
}

import { z } from 'zod';
import { PlumblineError } from '#core/contract/errors.ts';
import type { MetricSeries, MlflowRecord, RunRecord } from '#core/contract/runs.ts';
import type { HttpClient } from '#core/platform/http-client.ts';
import { putArtifacts } from './artifacts.ts';
import { ensureExperiment } from './experiment.ts';
import { logData } from './log-data.ts';
import { ensureChampion, ensureModelVersion } from './registry.ts';
import { type MlflowServer, type Rest, restOf } from './rest.ts';
import { type RetryDeps, retrying } from './retry.ts';
import { runToMlflow } from './run-to-mlflow.ts';
import { endRun, ensureRun } from './server-run.ts';
import type { MlflowArtifact } from './types.ts';

/** Where runs go. */
export interface MlflowPlace extends MlflowServer {
  experiment: string;
}

/** A run that has ended, with what goes along. */
export interface RunToPush {
  run: RunRecord;
  metrics: readonly MetricSeries[];
  /** Names the run among all runs of all workspaces; letters, digits, `-` and `/`. */
  key: string;
  artifacts: readonly MlflowArtifact[];
  /** Registered as a version of a model; null: the run made no version that is still there. */
  model: { name: string; version: string; folder: string } | null;
  /** What is known of an earlier push; null where nothing is. */
  known: MlflowRecord | null;
}

export interface PushDeps extends RetryDeps {
  http: HttpClient;
  now(): Date;
  log(level: 'info' | 'warn', message: string): void;
  /** Puts down how far it is, after every step that the next push builds on. */
  keep(record: MlflowRecord): Promise<void>;
}

/** Whether a record says that a run is at this place, in full. */
export function isPushed(
  record: MlflowRecord | null,
  { url, experiment }: Pick<MlflowPlace, 'url' | 'experiment'>,
): boolean {
  return record?.complete === true && isAt(record, { url, experiment });
}

const isAt = (record: MlflowRecord, { url, experiment }: Pick<MlflowPlace, 'url' | 'experiment'>) =>
  record.url === url && record.experiment === experiment;

/**
 * Pushes one run: experiment, run, parameters, tags and measures, files, the end, the model version. Every step looks for what an
 * earlier attempt may have done, so that pushing again after any failure completes one and the same run. MLflow REST API 2.0,
 * https://mlflow.org/docs/latest/rest-api.html.
 */
export async function pushRun(
  place: MlflowPlace,
  { run, metrics, key, artifacts, model, known }: RunToPush,
  deps: PushDeps,
): Promise<MlflowRecord> {
  const rest = restOf(place, deps.http, deps.signal);
  const mine = runToMlflow(run, metrics, key);
  return understood(place.url, async () => {
    const experimentId = await retrying(deps, () => ensureExperiment(rest, place.experiment));
    const same = known && isAt(known, place) ? known.runId : null;
    const there = await retrying(deps, () =>
      ensureRun(rest, experimentId, mine, { key, known: same }),
    );
    let record = recordOf(place, experimentId, there.id, deps);
    await deps.keep(record);
    await logData(rest, there, mine, deps);
    if (!(await putArtifacts(rest, there, artifacts, deps)) && artifacts.length > 0) {
      const why = `${run.id}: the server takes no files over HTTP (${there.artifactUri}), so none were sent.`;
      deps.log('warn', `${why} Start it with --serve-artifacts.`);
    }
    await retrying(deps, () => endRun(rest, there.id, mine));
    if (model !== null) {
      const version = await retrying(deps, () =>
        ensureModelVersion(rest, { ...model, runId: there.id }),
      );
      record = { ...record, model: { name: model.name, version, alias: null } };
      await deps.keep(record);
    }
    record = { ...record, complete: true, at: deps.now().toISOString() };
    await deps.keep(record);
    return record;
  });
}

function recordOf(
  { url, experiment }: MlflowPlace,
  experimentId: string,
  runId: string,
  { now }: PushDeps,
): MlflowRecord {
  const page = `${url}/#/experiments/${experimentId}/runs/${runId}`;
  const at = now().toISOString();
  return { url, experiment, experimentId, runId, at, complete: false, model: null, page };
}

/** Gives a registered model's version the alias of the promoted one. */
export function pushChampion(
  place: MlflowServer,
  { name, version }: { name: string; version: string },
  deps: Omit<PushDeps, 'keep'>,
): Promise<void> {
  const rest: Rest = restOf(place, deps.http, deps.signal);
  return understood(place.url, () => retrying(deps, () => ensureChampion(rest, name, version)));
}

/** Throws BAD_INPUT for answers that are none of MLflow's. */
async function understood<Result>(url: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    throw new PlumblineError('BAD_INPUT', `The server at ${url} answers unlike MLflow.`, {
      remedy: 'Check mlflowUrl, and that the server is MLflow 2.3 or newer.',
    });
  }
}

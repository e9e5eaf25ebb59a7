import { z } from 'zod';
import { RunMode } from './common.ts';
import { SideBySide } from './differences.ts';
import { JobError, LogLine, TrainRequest } from './jobs.ts';
import { procedure } from './procedure.ts';

export const RunStatus = z.enum(['running', 'finished', 'failed', 'cancelled', 'killed']);
export type RunStatus = z.infer<typeof RunStatus>;

export const RunRecord = z.object({
  id: z.string(),
  mode: z.string(),
  status: RunStatus,
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  parameters: TrainRequest,
  /** The workspace's settings when it began; empty in runs of before. */
  settings: z.record(z.string(), z.unknown()).default({}),
  /** What it read; null where it did not come so far, and in runs of before. */
  data: z
    .object({
      entries: z.number().int(),
      terms: z.number().int(),
      judgments: z.number().int(),
      canonicalSha256: z.string(),
      ledgerSha256: z.string(),
    })
    .nullable()
    .default(null),
  seed: z.number(),
  version: z.string().nullable(),
  promoted: z.boolean(),
  /** Stage -> seconds. */
  timings: z.record(z.string(), z.number()),
  /** App, Node, platform, device, and the hash of the model. */
  environment: z.record(z.string(), z.string()),
  error: JobError.nullable(),
});
export type RunRecord = z.infer<typeof RunRecord>;

/** One attempt to tell a service that a version was promoted. */
export const Notification = z.object({
  at: z.string(),
  version: z.string(),
  url: z.string(),
  ok: z.boolean(),
  /** HTTP status of the last attempt; null where nothing answered. */
  status: z.number().int().nullable(),
  attempts: z.number().int(),
  seconds: z.number(),
  /** What happened, in words. */
  words: z.string(),
});
export type Notification = z.infer<typeof Notification>;

/** Where a run lies on an MLflow server. */
export const MlflowRecord = z.object({
  url: z.string(),
  experiment: z.string(),
  experimentId: z.string(),
  runId: z.string(),
  at: z.string(),
  /** False: it broke off, and pushing again goes on from there. */
  complete: z.boolean(),
  model: z
    .object({ name: z.string(), version: z.string(), alias: z.string().nullable() })
    .nullable(),
  /** A link for a browser. */
  page: z.string(),
});
export type MlflowRecord = z.infer<typeof MlflowRecord>;

/** One measured number over the course of a run. */
export const MetricSeries = z.object({
  name: z.string(),
  points: z.array(z.object({ at: z.string(), step: z.number(), value: z.number() })),
});
export type MetricSeries = z.infer<typeof MetricSeries>;

export const RunDetail = z.object({
  run: RunRecord,
  metrics: z.array(MetricSeries),
  /** At most the last 2,000 lines. */
  log: z.array(LogLine),
  logLines: z.number().int(),
  artifacts: z.array(z.object({ path: z.string(), bytes: z.number() })),
  notifications: z.array(Notification),
  mlflow: MlflowRecord.nullable(),
});
export type RunDetail = z.infer<typeof RunDetail>;

export const RunFilter = z.object({
  mode: RunMode.optional(),
  status: RunStatus.optional(),
  /** Case- and accent-insensitive substring of id, version, embedder or error. */
  text: z.string().max(200).optional(),
});
export type RunFilter = z.infer<typeof RunFilter>;

/** A row of the list of runs. */
export const RunSummary = RunRecord.extend({
  /** Test measures by name, e.g. "test.ndcg@10"; empty where nothing was measured. */
  measures: z.record(z.string(), z.number()),
  pushed: z.boolean(),
});
export type RunSummary = z.infer<typeof RunSummary>;

/** The part `runs` of the contract. */
export const runsProcedures = {
  /** Newest first. */
  list: procedure
    .route({ method: 'GET', path: '/runs' })
    .input(RunFilter.optional())
    .output(z.array(RunSummary)),
  get: procedure
    .route({ method: 'GET', path: '/runs/{id}' })
    .input(z.object({ id: z.string() }))
    .output(RunDetail),
  compare: procedure
    .route({ method: 'GET', path: '/runs-compare' })
    .input(z.object({ from: z.string(), to: z.string() }))
    .output(SideBySide),
};

import { z } from 'zod';
import { ExportedBundle, ImportedBundle } from './bundle.ts';
import { RunMode } from './common.ts';
import {
  CANONICAL,
  CollectionName,
  EntryColumns,
  FeedbackColumns,
  FileKind,
  FileSource,
  ImportRecord,
} from './data.ts';
import { LearningReport } from './learning.ts';
import { GateRule, Metrics } from './metrics.ts';
import {
  BUILTIN,
  DeviceChoice,
  DeviceVerdict,
  DtypeChoice,
  ModelSource,
  ModelSummary,
} from './models.ts';
import { MatchedTable } from './tables.ts';

/** What makes vectors in a training. */
export const EmbedderChoice = z.object({
  /** `builtin`, `lexical`, or the id of a model in the workspace. */
  embedder: z.string().min(1).default(BUILTIN),
  device: DeviceChoice.default('auto'),
  dtype: DtypeChoice.default('auto'),
});
export type EmbedderChoice = z.infer<typeof EmbedderChoice>;

export const TrainRequest = EmbedderChoice.extend({
  /** `incremental` keeps its parent's embedder, whatever is chosen here. */
  mode: RunMode,
  /** Of `incremental`: false embeds every term anew, which takes longer and gives the same. */
  reuse: z.boolean().optional(),
});
export type TrainRequest = z.infer<typeof TrainRequest>;

export const ImportRequest = z.object({
  source: FileSource,
  kind: FileKind,
  mapping: FeedbackColumns.optional(),
  /** Where entries go. */
  collection: CollectionName.default(CANONICAL),
  entryColumns: EntryColumns.optional(),
});
export type ImportRequest = z.input<typeof ImportRequest>;

export const AddModelRequest = z.object({
  source: ModelSource,
  /** Shown instead of the folder's or the repository's name. */
  name: z.string().min(1).max(200).optional(),
});
export type AddModelRequest = z.infer<typeof AddModelRequest>;

/** Measures a model on every device and dtype of this machine. */
export const ProbeRequest = z.object({ model: z.string().min(1) });
export type ProbeRequest = z.infer<typeof ProbeRequest>;

export const TrainResult = z.object({
  run: z.string(),
  version: z.string().nullable(),
  promoted: z.boolean(),
  gate: z.array(GateRule),
  metrics: Metrics.nullable(),
  learning: LearningReport.nullable().default(null),
  /** Stage -> seconds. */
  timings: z.record(z.string(), z.number()),
  peak_rss_mb: z.number(),
});
export type TrainResult = z.infer<typeof TrainResult>;

export const JobKind = z.enum([
  'train',
  'import',
  'rescore',
  'add-model',
  'probe',
  'match',
  'rebuild',
  'learning-curve',
  'export',
  'import-bundle',
  'recreate',
  'push-mlflow',
]);
export type JobKind = z.infer<typeof JobKind>;

/** Training's stages in order; a mode runs a part of them. */
export const TRAIN_STAGES = [
  'load',
  'split',
  'preflight',
  'embed',
  'adapt',
  'learn',
  'index',
  'calibrate',
  'evaluate',
  'gate',
  'version',
] as const;

export const StageState = z.object({
  stage: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'skipped']),
  /** What is going on or came out, in words: "29 017 terms, 11 408 judgments". */
  detail: z.string(),
  done: z.number(),
  /** 0 while unknown. */
  total: z.number(),
  /** What `done` counts: "terms", "queries" … */
  unit: z.string(),
  /** Units a second; 0 while unknown. */
  rate: z.number(),
  secondsLeft: z.number().nullable(),
  seconds: z.number(),
});
export type StageState = z.infer<typeof StageState>;

export const LogLine = z.object({
  at: z.string(),
  level: z.enum(['info', 'warn', 'error']),
  stage: z.string(),
  message: z.string(),
});
export type LogLine = z.infer<typeof LogLine>;

export const JobError = z.object({
  code: z.string(),
  message: z.string(),
  file: z.string().optional(),
  line: z.number().optional(),
  remedy: z.string().optional(),
  places: z.array(z.object({ line: z.number(), text: z.string() })).optional(),
});
export type JobError = z.infer<typeof JobError>;

/** The whole state of a job: each event of `jobs.watch` is one of these, so that joining late misses nothing. */
export const JobState = z.object({
  id: z.string(),
  kind: JobKind,
  title: z.string(),
  /** `interrupted`: its process ended before it did; it can be resumed or dismissed. */
  status: z.enum(['queued', 'running', 'paused', 'done', 'failed', 'cancelled', 'interrupted']),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  stages: z.array(StageState),
  log: z.array(LogLine),
  error: JobError.nullable(),
  train: TrainResult.nullable(),
  imported: ImportRecord.nullable(),
  /** What `add-model` added. */
  model: ModelSummary.nullable(),
  /** What `probe` measured. */
  verdict: DeviceVerdict.nullable(),
  /** What `match` matched. */
  matched: MatchedTable.nullable(),
  /** What `export` wrote. */
  exported: ExportedBundle.nullable().default(null),
  /** What `import-bundle` brought. */
  bundle: ImportedBundle.nullable().default(null),
});
export type JobState = z.infer<typeof JobState>;

import { z } from 'zod';
import { ImportRecord } from './data.ts';
import { WatchedPlace } from './schedule.ts';

/** What is kept apart from the settings: `notify` signs notifications, `mlflow` is a token or `user:password`. */
export const SecretName = z.enum(['notify', 'mlflow']);
export type SecretName = z.infer<typeof SecretName>;

const HttpUrl = z.url({ protocol: /^https?$/ }).max(2000);

/** Languages with their own folding and stop words, by ISO 639-1. */
export const LANGUAGES = [
  'none',
  'da',
  'de',
  'en',
  'es',
  'fi',
  'fr',
  'it',
  'nb',
  'nl',
  'pl',
  'pt',
  'sv',
  'tr',
] as const;

const fields = {
  /** Is the key itself a term? `auto`: when it reads like a name. */
  keyIsTerm: z.enum(['auto', 'yes', 'no']),
  /** `each`: one vector per term. `joined`: all terms of an entry in one text. */
  terms: z.enum(['each', 'joined']),
  /** Gate: top-1 accuracy that a version needs on the test split. */
  minAccuracy: z.number().min(0).max(1),
  /** Gate: how much NDCG@10 may fall against latest, at the lower bound. */
  maxNdcgDrop: z.number().min(0).max(1),
  /** Precision that the accept band must keep. */
  targetPrecision: z.number().min(0.5).max(0.9999),
  /** Share of true matches that the reject band may lose. */
  maxLoss: z.number().min(0.0001).max(0.5),
  /** Learn a linear map on top of the vectors; `auto` keeps it where train queries kept aside are found better with it. */
  adapter: z.enum(['auto', 'off']),
  /** Tune the vectors of a static model's tokens; `auto` keeps them where train queries kept aside are found better. */
  fineTune: z.enum(['auto', 'off']),
  /** Beta of the F-beta operating point: above 1 favours recall, below 1 precision. */
  fBeta: z.number().min(0.1).max(10),
  /** What a wrongly accepted pair and a missed match cost, for the least-cost operating point. */
  wrongAcceptCost: z.number().min(0).max(1_000_000),
  missedMatchCost: z.number().min(0).max(1_000_000),
  /** How log-odds become probabilities; `auto`: what does best on held-out judgments of the calibrate split. */
  calibration: z.enum(['auto', 'sigmoid', 'temperature', 'beta', 'isotonic']),
  /** Queries with the key that must come first, or the gate refuses. */
  mustPass: z.array(z.object({ query: z.string(), key: z.string() })),
  /** Reciprocal rank fusion constant, used before there is a match model. */
  rrfK: z.number().int().min(1).max(1000),
  /** Candidates taken from each leg. */
  candidates: z.number().int().min(10).max(1000),
  /** Components that the lexical embedder keeps. */
  lexicalDimensions: z.number().int().min(8).max(512),
  /** Components that the model's vectors are reduced to; null leaves them whole. */
  pcaDimensions: z.number().int().min(2).max(1024).nullable(),
  /** Put the lexical embedder's vector beside the model's. */
  withLexical: z.boolean(),
  /** Models may be downloaded; while true, nothing is fetched. */
  offline: z.boolean(),
  /** Most megabytes that the embedding cache may take. */
  cacheLimitMb: z.number().int().min(16).max(1_000_000),
  /** Most megabytes that the vectors of an open version may take; null: a quarter of the machine's memory. */
  memoryBudgetMb: z.number().int().min(16).max(10_000_000).nullable(),
  /** Where vectors do not fit: share of the approximate index that is looked through, 0..1. More finds more, later. */
  searchEffort: z.number().min(0).max(1),
  /** Letters are folded, and words that say nothing are left out, as this language does; `none` does neither. */
  language: z.enum(LANGUAGES),
  /** Further words that say nothing. */
  stopWords: z.array(z.string().min(1).max(100)).max(5000),
  /** Every random choice of a run follows from it. */
  seed: z.number().int().min(0),
  /** Told of each promotion by a POST; null: nobody is. */
  notifyUrl: HttpUrl.nullable(),
  /** Where runs are pushed to; null: nowhere. */
  mlflowUrl: HttpUrl.nullable(),
  mlflowExperiment: z.string().min(1).max(250),
  /** Name of the registered model. */
  mlflowModel: z.string().min(1).max(250),
  /** Push every finished run by itself. */
  mlflowAuto: z.boolean(),
  /** Services may be told outside this machine and the private network. */
  reachPublic: z.boolean(),
  /** Count searches, latencies and scores by day; texts are never kept. */
  monitor: z.boolean(),
  /** Days for which counts are kept. */
  monitorDays: z.number().int().min(1).max(3650),
  /** Files and folders that are looked at for changes. */
  watch: z.array(WatchedPlace).max(100),
  /** When a watched file changes: offer to take it in, or do it. */
  onChange: z.enum(['offer', 'train']),
  /** Local time of a daily full training, "03:30"; null: none. */
  dailyAt: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .nullable(),
};

/** What a user may set for a workspace; every field has a default. */
export const Settings = z.object({
  keyIsTerm: fields.keyIsTerm.default('auto'),
  terms: fields.terms.default('each'),
  minAccuracy: fields.minAccuracy.default(0.8),
  maxNdcgDrop: fields.maxNdcgDrop.default(0.01),
  targetPrecision: fields.targetPrecision.default(0.95),
  maxLoss: fields.maxLoss.default(0.02),
  adapter: fields.adapter.default('auto'),
  fineTune: fields.fineTune.default('off'),
  fBeta: fields.fBeta.default(0.5),
  wrongAcceptCost: fields.wrongAcceptCost.default(10),
  missedMatchCost: fields.missedMatchCost.default(1),
  calibration: fields.calibration.default('auto'),
  mustPass: fields.mustPass.default([]),
  rrfK: fields.rrfK.default(60),
  candidates: fields.candidates.default(100),
  lexicalDimensions: fields.lexicalDimensions.default(256),
  pcaDimensions: fields.pcaDimensions.default(null),
  withLexical: fields.withLexical.default(true),
  offline: fields.offline.default(true),
  cacheLimitMb: fields.cacheLimitMb.default(4096),
  memoryBudgetMb: fields.memoryBudgetMb.default(null),
  searchEffort: fields.searchEffort.default(0.8),
  language: fields.language.default('none'),
  stopWords: fields.stopWords.default([]),
  seed: fields.seed.default(20261120),
  notifyUrl: fields.notifyUrl.default(null),
  mlflowUrl: fields.mlflowUrl.default(null),
  mlflowExperiment: fields.mlflowExperiment.default('plumbline'),
  mlflowModel: fields.mlflowModel.default('plumbline'),
  mlflowAuto: fields.mlflowAuto.default(false),
  reachPublic: fields.reachPublic.default(false),
  monitor: fields.monitor.default(true),
  monitorDays: fields.monitorDays.default(90),
  watch: fields.watch.default([]),
  onChange: fields.onChange.default('offer'),
  dailyAt: fields.dailyAt.default(null),
});
export type Settings = z.infer<typeof Settings>;

/** Some settings to change; what is not named stays. No defaults here: they would overwrite. */
export const SettingsChange = z.object(fields).partial();
export type SettingsChange = z.infer<typeof SettingsChange>;

/** Settings that no vector and no number depends on, and that tell of a machine or its services. */
const OF_THE_PLACE: ReadonlySet<string> = new Set<keyof Settings>([
  ...(['notifyUrl', 'mlflowUrl', 'mlflowExperiment', 'mlflowModel', 'mlflowAuto'] as const),
  ...(['reachPublic', 'offline', 'monitor', 'monitorDays'] as const),
  ...(['watch', 'onChange', 'dailyAt', 'cacheLimitMb', 'memoryBudgetMb'] as const),
]);

/** What a version remembers of the settings: those that it depends on, and none that tell of this place. */
export function versionSettings(settings: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !OF_THE_PLACE.has(name)));
}

export const WorkspaceSummary = z.object({
  name: z.string(),
  folder: z.string(),
  readOnly: z.boolean(),
  settings: Settings,
  counts: z.object({
    entries: z.number(),
    terms: z.number(),
    judgments: z.number(),
    yes: z.number(),
    no: z.number(),
    versions: z.number(),
  }),
  imports: z.array(ImportRecord),
  /** The promoted version, or null. */
  latest: z.string().nullable(),
  /** The version that search uses: latest, or the newest while nothing is promoted. */
  inUse: z.string().nullable(),
  /** Changes whenever entries or judgments do. */
  dataHash: z.string(),
  /** Which secrets are set. */
  secrets: z.record(SecretName, z.boolean()).default({ notify: false, mlflow: false }),
  /** Bytes of everything below the versions' folder. */
  versionBytes: z.number().default(0),
});
export type WorkspaceSummary = z.infer<typeof WorkspaceSummary>;

export const EngineInfo = z.object({
  appVersion: z.string(),
  node: z.string(),
  platform: z.string(),
  cores: z.number(),
  memoryMb: z.number(),
  /** "CPU, 2 threads" */
  device: z.string(),
  /** Nothing is fetched while true. */
  offline: z.boolean(),
});
export type EngineInfo = z.infer<typeof EngineInfo>;

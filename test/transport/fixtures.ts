import type {
  BandResult,
  CacheOverview,
  CatalogueModel,
  DevicesOverview,
  JobState,
  MatchedTable,
  Metrics,
  ModelSummary,
  ReviewOverview,
  ReviewQueue,
  TablePreview,
  TrainResult,
  VersionSummary,
  WorkspaceSummary,
} from '#core/contract/index.ts';
import { Settings } from '#core/contract/workspace.ts';

const ranking = {
  queries: 1203,
  top1: 0.412,
  'mrr@10': 0.531,
  'ndcg@10': 0.5784,
  'ndcg_exp@10': 0.5784,
  map: 0.52,
  'recall@10': 0.79,
  'recall@100': 0.95,
  'precision@10': 0.079,
  'judged@10': 0.21,
};

const around = (value: number) => ({ value, lower: value - 0.02, upper: value + 0.02 });
const band = (count: number, share: number, right: number): BandResult => ({
  count,
  share,
  precision: around(right),
});

/** Invented metrics, as a version would have them. */
export const sampleMetrics: Metrics = {
  test: ranking,
  intervals: {
    top1: around(0.412),
    'mrr@10': around(0.531),
    'ndcg@10': around(0.5784),
    'recall@10': around(0.79),
  },
  withoutLeakage: null,
  leaked: 0,
  errors: { candidateMisses: 61, scoringMisses: 646 },
  pairs: {
    test: {
      n: 2290,
      positives: 1198,
      threshold: 0.44,
      precision: 0.74,
      recall: 0.81,
      f1: 0.773,
      roc_auc: 0.81,
      average_precision: 0.82,
      brier: 0.18,
      log_loss: 0.54,
      ece: 0.021,
      ece_equal_width: 0.019,
    },
  },
  bands: {
    accept: band(312, 0.136, 0.962),
    review: band(1700, 0.742, 0.52),
    reject: band(278, 0.122, 0.02),
    thresholds: {
      accept: 0.91,
      reject: 0.12,
      bestF1: 0.44,
      targetPrecision: 0.95,
      maxLoss: 0.02,
      confidence: 0.95,
      basis: 'calibrated',
      notes: [],
    },
  },
  reliability: [],
  predictions: [],
  correlation: null,
};

/** A training whose version passed the gate. */
export const sampleTrain: TrainResult = {
  run: 'r20261120-1',
  version: 'v20261120-1',
  promoted: true,
  gate: [
    {
      rule: 'top1',
      title: 'Top-1 accuracy on test',
      value: 0.412,
      bound: 0.3,
      pass: true,
      reason: 'Reached.',
    },
  ],
  metrics: sampleMetrics,
  learning: null,
  timings: { load: 0.4, embed: 3.25, evaluate: 2 },
  peak_rss_mb: 812,
};

/** A job that is done. */
export const sampleJob: JobState = {
  id: 'job-1',
  kind: 'train',
  title: 'full-train, lexical',
  status: 'done',
  startedAt: '2026-11-20T10:00:00.000Z',
  finishedAt: '2026-11-20T10:00:06.000Z',
  stages: [
    {
      stage: 'embed',
      state: 'done',
      detail: '29 017 terms',
      done: 29017,
      total: 29017,
      unit: 'terms',
      rate: 9000,
      secondsLeft: null,
      seconds: 3.25,
    },
  ],
  log: [],
  error: null,
  train: sampleTrain,
  imported: null,
  model: null,
  verdict: null,
  matched: null,
  exported: null,
  bundle: null,
};

/** A workspace with one promoted version. */
export const sampleWorkspace: WorkspaceSummary = {
  name: 'sample',
  folder: '/nowhere/sample',
  readOnly: false,
  settings: Settings.parse({}),
  counts: { entries: 2, terms: 5, judgments: 4, yes: 3, no: 1, versions: 1 },
  imports: [],
  latest: 'v20261120-1',
  inUse: 'v20261120-1',
  dataHash: 'abc',
  secrets: { notify: false, mlflow: false },
  versionBytes: 0,
};

/** The version of `sampleWorkspace`. */
export const sampleVersion: VersionSummary = {
  version: 'v20261120-1',
  createdAt: '2026-11-20T10:00:06.000Z',
  mode: 'full-train',
  embedder: 'lexical',
  dimensions: 256,
  parent: null,
  run: 'r20261120-1',
  bytes: 12_400_000,
  data: {
    entries: 2,
    terms: 5,
    learntTerms: 1,
    judgments: 4,
    canonicalSha256: 'c',
    ledgerSha256: 'l',
    collections: [],
  },
  metrics: sampleMetrics,
  gate: sampleTrain.gate,
  learning: null,
  incremental: null,
  imported: null,
  kept: null,
  damage: null,
  status: 'latest',
};

/** A model that was converted from a sentence-transformers folder. */
export const sampleModel: ModelSummary = {
  id: 'all-minilm-l6-v2-0123abcd',
  name: 'all-MiniLM-L6-v2',
  kind: 'transformer',
  origin: 'the folder all-MiniLM-L6-v2',
  licence: 'apache-2.0',
  languages: 'en',
  architecture: 'BertModel',
  dimensions: 384,
  maxTokens: 256,
  pooling: 'mean',
  normalise: true,
  prefixes: { query: '', term: '' },
  weights: { fp32: 'onnx/model.onnx', int8: 'onnx/model_int8.onnx' },
  addedAt: '2026-11-20T10:00:00.000Z',
  sha256: '0123abcd',
  bytes: 204_286_403,
  builtin: false,
  usedBy: ['v20261120-1'],
  damage: null,
};

export const sampleCatalogueModel: CatalogueModel = {
  repo: 'sentence-transformers/all-MiniLM-L6-v2',
  name: 'all-MiniLM-L6-v2',
  languages: 'English',
  licence: 'apache-2.0',
  dimensions: 384,
  parameters: '22.7 million',
  bytes: 91_300_000,
  advice: 'Start here.',
  installed: sampleModel.id,
};

export const sampleDevices: DevicesOverview = {
  found: [
    {
      device: 'cpu',
      name: 'CPU, 2 threads',
      available: true,
      software: false,
      detail: 'Always there.',
    },
    {
      device: 'webgpu',
      name: 'GPU',
      available: false,
      software: false,
      detail: 'There is no GPU here.',
    },
  ],
  verdicts: [
    {
      model: sampleModel.id,
      modelName: sampleModel.name,
      machine: 'CPU, 2 threads',
      measuredAt: '2026-11-20T10:00:00.000Z',
      reports: [
        {
          device: 'cpu',
          dtype: 'int8',
          name: 'CPU, 2 threads',
          software: false,
          textsPerSecond: 2184,
          agreement: 0.9953,
          sameTop10: 0.92,
          usable: true,
          chosen: true,
          reason: 'The fastest with the right vectors: 2 180 texts/s.',
        },
      ],
    },
  ],
};

export const sampleCache: CacheOverview = {
  bytes: 1_000_000,
  limitBytes: 4_294_967_296,
  spaces: [
    {
      space: 's1',
      name: 'all-MiniLM-L6-v2, int8',
      vectors: 600,
      bytes: 1_000_000,
      lastUsedAt: '2026-11-20T10:00:00.000Z',
    },
  ],
  asked: 1000,
  found: 400,
};

/** A table before it is matched. */
export const sampleTablePreview: TablePreview = {
  name: 'in.csv',
  bytes: 20,
  format: 'CSV, comma',
  encoding: 'UTF-8',
  columns: ['title', 'taken_key'],
  rows: 2,
  sample: [['swe', '']],
  suggested: 'title',
};

/** A table that was matched to its end. */
export const sampleMatchedTable: MatchedTable = {
  id: 'm20261120-101112-1',
  name: 'in.csv',
  format: 'CSV, comma',
  encoding: 'UTF-8',
  columns: ['title', 'taken_key'],
  column: 'title',
  idColumn: null,
  k: 1,
  oneToOne: false,
  collection: 'canonical',
  version: 'v20261120-1',
  createdAt: '2026-11-20T10:11:12.000Z',
  rows: 2,
  done: 2,
  status: 'done',
  bands: { accept: 1, review: 0, reject: 0, unscored: 0, none: 1 },
  corrected: 0,
  expectedPrecision: 0.97,
  seconds: 0.5,
  rate: 4,
};

const reviewed = {
  key: 'swe',
  name: 'Software Engineer',
  terms: ['SWE', 'Developer'],
  termCount: 2,
};

export const sampleQueue: ReviewQueue = {
  version: 'v20261120-1',
  items: [
    {
      query: 'sr. softwre "engineer"',
      entry: reviewed,
      reason: 'audit',
      why: 'Drawn at random',
      split: 'test',
      model: { probability: 0.97, band: 'accept', semantic: 0.91, letters: 0.88 },
    },
  ],
  pool: 40,
  note: null,
};

export const sampleReview: ReviewOverview = {
  version: 'v20261120-1',
  reviewers: [
    { reviewer: 'ann', judged: 50, skipped: 2 },
    { reviewer: 'bob', judged: 50, skipped: 0 },
  ],
  agreement: [
    {
      reviewers: ['ann', 'bob'],
      pairs: 50,
      observed: 0.7,
      kappa: { value: 0.4, lower: 0.151, upper: 0.649 },
    },
  ],
  conflicts: [
    {
      query: 'swe',
      entry: reviewed,
      opinions: [
        { reviewer: 'ann', verdict: 'yes', at: '2026-11-20T10:00:00.000Z' },
        { reviewer: 'bob', verdict: 'no', at: '2026-11-20T11:00:00.000Z' },
      ],
    },
  ],
  suspects: [
    {
      judgment: 'i1-7',
      query: 'coder',
      entry: reviewed,
      verdict: 'no',
      probability: 0.981,
      source: 'import',
    },
  ],
  audit: {
    judged: 60,
    acceptPrecision: { value: 0.96, lower: 0.863, upper: 0.995 },
    accepted: 50,
    targetPrecision: 0.95,
    holds: 'too few to say',
  },
  stopping: { stop: false, recentAgreement: 0.8, moreNeeded: 240, words: 'Go on for now.' },
};

import type {
  MatchHit,
  MonitorReport,
  Notification,
  RunDetail,
  RunSummary,
  ScheduleState,
  SearchHit,
  SideBySide,
} from '#core/contract/index.ts';

/** A service that was told of a promotion. */
export const sampleNotification: Notification = {
  at: '2026-11-20T10:00:14.000Z',
  version: 'v20261120-1',
  url: 'http://127.0.0.1:8000/reload',
  ok: true,
  status: 200,
  attempts: 1,
  seconds: 0.04,
  words: 'Told http://127.0.0.1:8000/reload in 0.0 s.',
};

/** The run that made the version of `sampleWorkspace`. */
export const sampleRun: RunSummary = {
  id: 'r20261120-1',
  mode: 'full-train',
  status: 'finished',
  startedAt: '2026-11-20T10:00:00.000Z',
  finishedAt: '2026-11-20T10:00:13.000Z',
  parameters: { mode: 'full-train', embedder: 'lexical', device: 'auto', dtype: 'auto' },
  settings: { adapter: 'off' },
  data: { entries: 2, terms: 4, judgments: 3, canonicalSha256: 'aa', ledgerSha256: 'bb' },
  seed: 20261120,
  version: 'v20261120-1',
  promoted: true,
  timings: { load: 0.2, embed: 8.5, version: 4.1 },
  environment: { app: '0.1.0', node: '20.19.0' },
  error: null,
  measures: { 'test.ndcg@10': 0.897 },
  pushed: false,
};

export const sampleRunDetail: RunDetail = {
  run: sampleRun,
  metrics: [
    {
      name: 'adapter.mrr',
      points: [
        { at: '2026-11-20T10:00:03.000Z', step: 0, value: 0.51 },
        { at: '2026-11-20T10:00:04.000Z', step: 1, value: 0.58 },
      ],
    },
  ],
  log: [
    { at: '2026-11-20T10:00:00.000Z', level: 'info', stage: 'load', message: '2 entries' },
    { at: '2026-11-20T10:00:01.000Z', level: 'warn', stage: 'split', message: 'Few queries.' },
  ],
  logLines: 2,
  artifacts: [{ path: 'run.json', bytes: 812 }],
  notifications: [sampleNotification],
  mlflow: null,
};

export const sampleComparison: SideBySide = {
  from: 'v20261120-1',
  to: 'v20261120-2',
  differences: [{ group: 'parameters', name: 'embedder', from: 'lexical', to: 'builtin' }],
  same: 31,
  measures: [{ name: 'ndcg@10', from: 0.897, to: 0.912, comparison: null }],
  basis: 'Not measured on the same queries.',
};

export const sampleMonitor: MonitorReport = {
  recording: true,
  version: 'v20261120-1',
  days: [],
  drift: {
    queries: 0,
    psi: null,
    outOfVocabulary: null,
    lowSimilarity: null,
    verdict: 'unknown',
    words: 'Too few searches to say.',
    bins: [],
  },
  retentionDays: 90,
  bytes: 0,
  failure: null,
};

export const sampleSchedule: ScheduleState = {
  watched: [],
  lookedAt: null,
  nextTraining: null,
  last: null,
  words: 'Nothing is watched, and no time is set.',
};

export const sampleHit: SearchHit = {
  key: 'swe',
  name: 'Software Engineer',
  term: 'SWE',
  learnt: false,
  probability: 0.97,
  band: 'accept',
  semantic: 0.91,
  lexical: 0.88,
  contributions: [],
  judged: null,
  judgmentId: null,
};

export const sampleMatchHit: MatchHit = {
  key: sampleHit.key,
  name: sampleHit.name,
  term: sampleHit.term,
  probability: sampleHit.probability,
  band: sampleHit.band,
  semantic: sampleHit.semantic,
  lexical: sampleHit.lexical,
};

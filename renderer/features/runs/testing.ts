import type { RunSummary } from '#core/contract/index.ts';

/** A full train that made a version, changed as a test needs it. */
export function aRun(change: Partial<RunSummary> = {}): RunSummary {
  return {
    id: '20261120-100000-a',
    mode: 'full-train',
    status: 'finished',
    startedAt: '2026-11-20T10:00:00.000Z',
    finishedAt: '2026-11-20T10:00:13.000Z',
    parameters: { mode: 'full-train', embedder: 'builtin', device: 'auto', dtype: 'auto' },
    settings: {},
    data: null,
    seed: 20261120,
    version: 'v20261120-1',
    promoted: true,
    timings: {},
    environment: {},
    error: null,
    measures: {},
    pushed: false,
    ...change,
  };
}

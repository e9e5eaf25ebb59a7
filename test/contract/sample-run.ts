import type { RunRecord } from '#core/contract/runs.ts';

/** A run that ended well, with some things changed. */
export function sampleRun(change: Partial<RunRecord> = {}): RunRecord {
  return {
    id: 'r20261120-1',
    mode: 'full-train',
    status: 'finished',
    startedAt: '2026-11-20T12:00:00.000Z',
    finishedAt: '2026-11-20T12:00:12.500Z',
    parameters: { mode: 'full-train', embedder: 'lexical', device: 'auto', dtype: 'auto' },
    settings: { seed: 7, minAccuracy: 0.8, mustPass: [] },
    data: {
      entries: 10,
      terms: 40,
      judgments: 11_431,
      canonicalSha256: 'a'.repeat(64),
      ledgerSha256: 'b'.repeat(64),
    },
    seed: 7,
    version: null,
    promoted: false,
    timings: { load: 0.5, embed: 12 },
    environment: { app: '0.1.0', node: 'v20.19.0' },
    error: null,
    ...change,
  };
}

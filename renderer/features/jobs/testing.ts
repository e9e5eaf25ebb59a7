import type { JobState, StageState } from '#core/contract/index.ts';

/** A stage that embeds terms, changed as a test needs it. */
export function aStage(change: Partial<StageState> = {}): StageState {
  return {
    stage: 'embed',
    state: 'running',
    detail: '',
    done: 0,
    total: 0,
    unit: 'terms',
    rate: 0,
    secondsLeft: null,
    seconds: 0,
    ...change,
  };
}

/** A training that runs, changed as a test needs it. */
export function aJob(change: Partial<JobState> = {}): JobState {
  return {
    id: 'a',
    kind: 'train',
    title: 'Full train',
    status: 'running',
    startedAt: '2026-11-20T10:00:00Z',
    finishedAt: null,
    stages: [],
    log: [],
    error: null,
    train: null,
    imported: null,
    model: null,
    verdict: null,
    matched: null,
    exported: null,
    bundle: null,
    ...change,
  };
}

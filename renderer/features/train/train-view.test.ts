import { describe, expect, it } from 'vitest';
import type { JobState, StageState, TrainResult, WorkspaceSummary } from '#core/contract/index.ts';
import { jobNews } from './job-news.ts';
import { jobActivity } from './stage-names.ts';
import {
  interruptedJobs,
  ruleNumbers,
  shownTraining,
  stageRows,
  trainingObstacle,
  verdictOf,
} from './train-view.ts';

function stage(change: Partial<StageState>): StageState {
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

function job(change: Partial<JobState>): JobState {
  return {
    id: 'a',
    kind: 'train',
    title: 'Full train',
    status: 'running',
    startedAt: '',
    finishedAt: null,
    stages: [],
    log: [],
    error: null,
    train: null,
    imported: null,
    ...change,
  };
}

const result: TrainResult = {
  run: 'r',
  version: 'v20261120-2',
  promoted: false,
  gate: [{ rule: 'top1', title: '', value: 0.447, bound: 0.8, pass: false, reason: '' }],
  metrics: {} as TrainResult['metrics'],
  timings: {},
  peak_rss_mb: 0,
};

function rowOf(change: Partial<StageState>) {
  const [row] = stageRows(job({ status: 'done', stages: [stage(change)] }));
  if (!row) throw new Error('one stage gives one row');
  return row;
}

describe('stageRows', () => {
  it('shows the next stage as running while no other is', () => {
    const stages = [
      stage({ stage: 'load', state: 'done' }),
      stage({ state: 'waiting' }),
      stage({ stage: 'gate', state: 'waiting' }),
    ];
    expect(stageRows(job({ stages })).map(({ state }) => state)).toEqual([
      'done',
      'running',
      'waiting',
    ]);
    const ended = stageRows(job({ status: 'cancelled', stages }));
    expect(ended.map(({ state }) => state)).toEqual(['done', 'waiting', 'waiting']);
  });

  it('shows amount, rate and time left while it runs', () => {
    const row = rowOf({
      done: 17_990,
      total: 29_017,
      rate: 2190,
      secondsLeft: 14,
      detail: '31 % from cache',
    });
    expect(row.detail.replaceAll('\u00a0', ' ')).toBe(
      '17 990 of 29 017 terms, 2 190 terms/s, 31 % from cache',
    );
    expect(row.share).toBeCloseTo(0.62);
    expect(row.time.replaceAll('\u00a0', ' ')).toBe('14 s left');
  });

  it('shows what came out and how long it took when done', () => {
    const row = rowOf({ state: 'done', detail: '256 dimensions', seconds: 9.2, total: 5 });
    expect([row.detail, row.time.replaceAll('\u00a0', ' '), row.share]).toEqual([
      '256 dimensions',
      '9.2 s',
      null,
    ]);
  });

  it('leaves a waiting stage empty', () => {
    expect(rowOf({ state: 'waiting' }).time).toBe('');
  });
});

describe('jobs', () => {
  it('shows the running training before the newest', () => {
    const jobs = [
      job({ id: 'b', status: 'done' }),
      job({ id: 'a' }),
      job({ id: 'i', kind: 'import' }),
    ];
    expect(shownTraining(jobs)?.id).toBe('a');
    expect(shownTraining(jobs.slice(0, 1))?.id).toBe('b');
    expect(shownTraining([job({ status: 'interrupted' })])).toBeNull();
  });

  it('lists interrupted ones', () => {
    expect(
      interruptedJobs([job({}), job({ id: 'x', status: 'interrupted' })]).map(({ id }) => id),
    ).toEqual(['x']);
  });

  it('names what is going on', () => {
    const activity = jobActivity(job({ stages: [stage({ done: 1, total: 4, secondsLeft: 9 })] }));
    expect(activity).toEqual({ label: 'Embedding', share: 0.25, secondsLeft: 9 });
    expect(jobActivity(job({})).label).toBe('Full train');
  });
});

describe('verdicts', () => {
  it.each([
    [{ ...result, promoted: true }, 'promoted'],
    [result, 'refused by the gate'],
    [{ ...result, version: null }, 'no version made'],
    [{ ...result, metrics: null, gate: [] }, 'not promoted'],
  ])('%#', (train, text) => {
    expect(verdictOf(train).text).toBe(text);
  });

  it('sets a number against its bound', () => {
    expect(
      ruleNumbers({ rule: 'top1', title: '', value: 0.447, bound: 0.8, pass: false, reason: '' }),
    ).toBe('0.447, needs 0.800');
    expect(
      ruleNumbers({
        rule: 'must-pass',
        title: '',
        value: null,
        bound: null,
        pass: true,
        reason: '',
      }),
    ).toBe('');
  });

  it('is told in the corner', () => {
    expect(jobNews(job({ status: 'done', train: result }))?.message).toBe(
      'v20261120-2 made, not promoted',
    );
    expect(jobNews(job({ status: 'done', train: { ...result, promoted: true } }))?.message).toBe(
      'v20261120-2 promoted',
    );
    expect(jobNews(job({ status: 'cancelled' }))).toBeNull();
    expect(
      jobNews(job({ status: 'failed', error: { code: 'DISK_FULL', message: 'Full.' } }))?.detail,
    ).toBe('Full.');
  });
});

describe('trainingObstacle', () => {
  const workspace = (entries: number, judgments: number, readOnly = false) =>
    ({ readOnly, counts: { entries, judgments } }) as WorkspaceSummary;

  it.each([
    [workspace(0, 0), 'build-index', true],
    [workspace(5, 0), 'full-train', false],
    [workspace(5, 5, true), 'full-train', true],
  ] as const)('%#', (of, mode, blocks) => {
    expect(trainingObstacle(of, mode)?.blocks).toBe(blocks);
  });

  it('lets everything else start', () => {
    expect(trainingObstacle(workspace(5, 5), 'full-train')).toBeNull();
    expect(trainingObstacle(workspace(5, 0), 'build-index')).toBeNull();
  });
});

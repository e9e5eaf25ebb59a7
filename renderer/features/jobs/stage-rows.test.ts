import { describe, expect, it } from 'vitest';
import type { StageState } from '#core/contract/index.ts';
import { jobActivity } from './stage-names.ts';
import { stageRows } from './stage-rows.ts';
import { aJob, aStage } from './testing.ts';

function rowOf(change: Partial<StageState>) {
  const [row] = stageRows(aJob({ status: 'done', stages: [aStage(change)] }));
  if (!row) throw new Error('one stage gives one row');
  return row;
}

describe('stageRows', () => {
  it('shows the next stage as running while no other is', () => {
    const stages = [
      aStage({ stage: 'load', state: 'done' }),
      aStage({ state: 'waiting' }),
      aStage({ stage: 'gate', state: 'waiting' }),
    ];
    expect(stageRows(aJob({ stages })).map(({ state }) => state)).toEqual([
      'done',
      'running',
      'waiting',
    ]);
    const ended = stageRows(aJob({ status: 'cancelled', stages }));
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

  it('writes bytes in the unit that fits', () => {
    const row = rowOf({ done: 212_000_000, total: 487_700_000, rate: 11_200_000, unit: 'bytes' });
    expect(row.detail.replaceAll('\u00a0', ' ')).toBe('212 MB of 488 MB, 11 MB/s');
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

describe('jobActivity', () => {
  it('names what is going on', () => {
    const activity = jobActivity(aJob({ stages: [aStage({ done: 1, total: 4, secondsLeft: 9 })] }));
    expect(activity).toEqual({ label: 'Embedding', share: 0.25, secondsLeft: 9 });
    expect(jobActivity(aJob()).label).toBe('Full train');
  });

  it('says that a job is paused, without a time left', () => {
    const stages = [aStage({ done: 1, total: 4, secondsLeft: 9 })];
    const paused = aJob({ status: 'paused', stages });
    expect(jobActivity(paused)).toEqual({ label: 'Paused', share: 0.25, secondsLeft: null });
    expect(stageRows(paused)[0]).toMatchObject({ state: 'paused', time: 'paused', share: 0.25 });
  });
});

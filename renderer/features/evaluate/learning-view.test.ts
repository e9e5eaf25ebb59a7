import { describe, expect, it } from 'vitest';
import type { JobState } from '#core/contract/index.ts';
import { failedMeasuring, measureObstacle, measuringJob, staleWords } from './learning-view.ts';
import { learningCurve } from './testing.ts';

function job(id: string, kind: JobState['kind'], status: JobState['status']): JobState {
  return { id, kind, status } as JobState;
}

describe('measuring the learning curve', () => {
  it.each([
    [{ readOnly: false, measured: true }, null],
    [{ readOnly: true, measured: true }, 'reading only'],
    [{ readOnly: false, measured: false }, 'not measured'],
  ])('%j', (state, reason) => {
    const obstacle = measureObstacle(state);
    if (reason === null) expect(obstacle).toBeNull();
    else expect(obstacle).toContain(reason);
  });

  it('is shown while its job goes on', () => {
    const jobs = [job('3', 'train', 'running'), job('2', 'learning-curve', 'queued')];
    expect(measuringJob(jobs)?.id).toBe('2');
    expect(measuringJob([job('1', 'learning-curve', 'done')])).toBeNull();
  });

  it('says that it failed until it is tried again', () => {
    const failed = job('1', 'learning-curve', 'failed');
    expect(failedMeasuring([job('2', 'train', 'done'), failed])?.id).toBe('1');
    expect(failedMeasuring([job('2', 'learning-curve', 'running'), failed])).toBeNull();
  });
});

it('says of which version a curve is', () => {
  expect(staleWords(learningCurve, 'v2')).toBeNull();
  expect(staleWords(learningCurve, 'v3')).toContain('v2, not for v3');
});

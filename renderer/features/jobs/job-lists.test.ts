import { describe, expect, it } from 'vitest';
import { interruptedJobs, shownJob } from './job-lists.ts';
import { aJob } from './testing.ts';

describe('shownJob', () => {
  const done = aJob({ id: 'b', status: 'done' });

  it('takes the running one before the newest', () => {
    const jobs = [done, aJob(), aJob({ id: 'i', kind: 'import' })];
    expect(shownJob(jobs, 'train')?.id).toBe('a');
    expect(shownJob([done], 'train')?.id).toBe('b');
    expect(shownJob([aJob({ status: 'interrupted' })], 'train')).toBeNull();
    expect(shownJob(jobs, 'probe')).toBeNull();
  });
});

describe('interruptedJobs', () => {
  it('are found on the screen where they began', () => {
    const jobs = [
      aJob(),
      aJob({ id: 't', status: 'interrupted' }),
      aJob({ id: 'm', kind: 'add-model', status: 'interrupted' }),
      aJob({ id: 'p', kind: 'probe', status: 'interrupted' }),
      aJob({ id: 'table', kind: 'match', status: 'interrupted' }),
      aJob({ id: 'bundle', kind: 'export', status: 'interrupted' }),
      aJob({ id: 'push', kind: 'push-mlflow', status: 'interrupted' }),
    ];
    expect(interruptedJobs(jobs, 'train').map(({ id }) => id)).toEqual(['t']);
    expect(interruptedJobs(jobs, 'settings').map(({ id }) => id)).toEqual(['m', 'p']);
    expect(interruptedJobs(jobs, 'versions').map(({ id }) => id)).toEqual(['bundle']);
    expect(interruptedJobs(jobs, 'runs').map(({ id }) => id)).toEqual(['push']);
    expect(interruptedJobs(jobs, 'match').map(({ id }) => id)).toEqual(['table']);
  });
});

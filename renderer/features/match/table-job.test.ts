import { describe, expect, it } from 'vitest';
import { aJob } from '../jobs/testing.ts';
import { failedStarts, jobOfTable, tableOfJob } from './table-job.ts';
import { aTable } from './testing.ts';

const matched = aTable({ id: 'm1' });
const done = aJob({ id: 'j1', kind: 'match', status: 'cancelled', matched });
const again = aJob({ id: 'j2', kind: 'match', status: 'running', matched });
const other = aJob({ id: 'j3', kind: 'match', matched: aTable({ id: 'm2' }) });
const training = aJob({ id: 'j4' });

describe('jobOfTable', () => {
  it('is the one that goes on, else the newest that did', () => {
    expect(jobOfTable('m1', [other, done, again, training])?.id).toBe('j2');
    expect(jobOfTable('m1', [other, done, training])?.id).toBe('j1');
    expect(jobOfTable('m9', [other, done, again, training])).toBeNull();
  });
});

describe('tableOfJob', () => {
  it('is null before there is one, and after it was removed', () => {
    expect(tableOfJob(done, [matched])?.id).toBe('m1');
    expect(tableOfJob(done, [])).toBeNull();
    expect(tableOfJob(aJob({ kind: 'match' }), [matched])).toBeNull();
    expect(tableOfJob(null, [matched])).toBeNull();
  });
});

describe('failedStarts', () => {
  it('are jobs that left no table behind', () => {
    const failed = aJob({ id: 'f', kind: 'match', status: 'failed' });
    const late = aJob({ id: 'l', kind: 'match', status: 'failed', matched });
    const train = aJob({ id: 't', status: 'failed' });
    expect(failedStarts([late, failed, train, done]).map(({ id }) => id)).toEqual(['f']);
  });
});

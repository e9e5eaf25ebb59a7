import { describe, expect, it } from 'vitest';
import type { JobState, ModelSummary } from '#core/contract/index.ts';
import { aJob } from '../jobs/testing.ts';
import { type Addition, additionPhase, foreignJobs } from './additions.ts';
import type { FoundModel } from './recognise-folder.ts';

const addition: Addition = {
  id: 1,
  name: 'minilm',
  about: '',
  source: {
    from: 'upload',
    listing: { name: 'minilm', files: [], cut: false },
    model: { bytes: 200 } as FoundModel,
  },
  state: 'working',
  sent: 0,
  job: 'j',
  failure: null,
};
const addJob = (change: Partial<JobState>) => aJob({ id: 'j', kind: 'add-model', ...change });
const failure = { code: 'DAMAGED', message: 'The weights end too early.' };

describe('additionPhase', () => {
  const model = { id: 'minilm-1a2b3c4d' } as ModelSummary;

  it.each([
    ['asks first', { state: 'asking' }, [], { phase: 'asking' }],
    ['sends', { state: 'sending', sent: 50 }, [], { phase: 'sending', share: 0.25 }],
    ['waits for its job', {}, [], { phase: 'working', job: null }],
    ['runs', {}, [addJob({})], { phase: 'working', job: addJob({}) }],
    ['is done', {}, [addJob({ status: 'done', model })], { phase: 'done', model }],
    [
      'failed in the engine',
      {},
      [addJob({ status: 'failed', error: failure })],
      { phase: 'failed', failure },
    ],
    ['failed before it had a job', { failure, job: null }, [], { phase: 'failed', failure }],
    ['was cancelled', {}, [addJob({ status: 'cancelled' })], { phase: 'cancelled' }],
  ] as const)('%s', (_, change, jobs, expected) => {
    expect(additionPhase({ ...addition, ...change }, jobs)).toEqual(expected);
  });

  it('does not know how far a download is sent', () => {
    const hub = { ...addition, state: 'sending', source: { from: 'hub', repo: 'a/b' } } as const;
    expect(additionPhase(hub, [])).toEqual({ phase: 'sending', share: null });
  });
});

describe('foreignJobs', () => {
  it('are those that another page began and that still matter', () => {
    const jobs = [
      addJob({}),
      addJob({ id: 'other' }),
      addJob({ id: 'broken', status: 'failed' }),
      addJob({ id: 'old', status: 'done' }),
      aJob({ id: 'training' }),
    ];
    expect(foreignJobs(jobs, [addition]).map(({ id }) => id)).toEqual(['other', 'broken']);
  });
});

import { ORPCError } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import type { JobState } from '#core/contract/index.ts';
import { endedBetween, watchJob, withJob } from './watch-job.ts';

function job(status: JobState['status'], id = 'j1'): JobState {
  return {
    id,
    kind: 'train',
    title: 'Full train',
    status,
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
  };
}

async function* stream(states: JobState[], failure?: unknown) {
  yield* states;
  if (failure) throw failure;
}

function watch(streams: AsyncIterable<JobState>[]) {
  const seen: string[] = [];
  const pauses: number[] = [];
  const ended = watchJob({
    open: async () => streams.shift() ?? stream([]),
    onState: (state) => seen.push(state.status),
    pause: async (milliseconds) => void pauses.push(milliseconds),
    signal: new AbortController().signal,
  });
  return { ended, seen, pauses };
}

describe('watchJob', () => {
  it('opens the stream again when it breaks off, and ends with the job', async () => {
    const lost = new TypeError('Failed to fetch');
    const { ended, seen, pauses } = watch([
      stream([job('queued'), job('running')], lost),
      stream([], lost),
      stream([job('running'), job('done')]),
    ]);
    expect((await ended).status).toBe('done');
    expect(seen).toEqual(['queued', 'running', 'running', 'done']);
    expect(pauses).toEqual([250, 500]);
  });

  it('passes on what the engine says', async () => {
    const { ended } = watch([stream([], new ORPCError('NOT_FOUND', { status: 404 }))]);
    await expect(ended).rejects.toThrow(ORPCError);
  });
});

describe('job lists', () => {
  it('puts a newer state in its place and a new job first', () => {
    const jobs = [job('running', 'b'), job('done', 'a')];
    expect(withJob(jobs, job('done', 'b')).map(({ id, status }) => `${id} ${status}`)).toEqual([
      'b done',
      'a done',
    ]);
    expect(withJob(jobs, job('queued', 'c')).map(({ id }) => id)).toEqual(['c', 'b', 'a']);
  });

  it('finds jobs that ended, also those that were never seen running', () => {
    const before = [job('running', 'a'), job('done', 'old')];
    const after = [job('done', 'quick'), job('failed', 'a'), job('done', 'old')];
    expect(endedBetween(before, after).map(({ id }) => id)).toEqual(['quick', 'a']);
    expect(endedBetween(before, [job('interrupted', 'x')])).toEqual([]);
  });
});

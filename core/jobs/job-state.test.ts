import { describe, expect, it } from 'vitest';
import { PlumblineError } from '#core/contract/errors.ts';
import { JobState } from '#core/contract/jobs.ts';
import { sampleMatchedTable } from '#test/transport/fixtures.ts';
import { fromJobError, toJobError } from './job-error.ts';
import type { JobEvent } from './job-events.ts';
import {
  applyJobEvent,
  endedJob,
  pausedJob,
  queuedJob,
  startedJob,
  type TrackedJob,
  tickedJob,
  unpausedJob,
} from './job-state.ts';

const moment = (elapsed: number) => ({ elapsed, iso: `2026-11-20T10:00:0${elapsed / 1000}.000Z` });
const fresh = () =>
  startedJob(queuedJob({ id: 'j', kind: 'train', title: 'Train' }, moment(0)), moment(0));

/** One event each second. */
function jobAfter(events: JobEvent[]): TrackedJob {
  return events.reduce((job, event, at) => applyJobEvent(job, event, moment(at * 1000)), fresh());
}

const training: JobEvent[] = [
  { type: 'plan', stages: ['load', 'embed', 'index'] },
  { type: 'stage', stage: 'load', state: 'running' },
  { type: 'stage', stage: 'load', state: 'done', detail: '3 entries' },
  { type: 'stage', stage: 'embed', state: 'running' },
  { type: 'progress', done: 0, total: 30, unit: 'terms' },
  { type: 'progress', done: 10, total: 30, unit: 'terms' },
  { type: 'log', level: 'info', message: 'hello' },
];

describe('tickedJob', () => {
  it('lets the running stage grow older, gives a sign of life between stages, and leaves an ended job alone', () => {
    const queued = queuedJob({ id: 'j', kind: 'train', title: 'T' }, { elapsed: 0, iso: 'a' });
    const waited = tickedJob(queued, { elapsed: 900, iso: 'b' });
    expect(waited.state).not.toBe(queued.state);
    expect(waited.state).toEqual(queued.state);
    const ended = endedJob(queued, { result: {} }, { elapsed: 950, iso: 'b' });
    expect(tickedJob(ended, { elapsed: 990, iso: 'b' })).toBe(ended);
    const event = { type: 'stage', stage: 'embed', state: 'running' } as const;
    const running = applyJobEvent(queued, event, { elapsed: 1000, iso: 'b' });
    const later = tickedJob(running, { elapsed: 3500, iso: 'c' });
    expect(later.state.stages).toMatchObject([{ stage: 'embed', state: 'running', seconds: 2.5 }]);
    expect(running.state.stages).toMatchObject([{ seconds: 0 }]);
  });
});

describe('a matched table', () => {
  it('is known while it is matched, and stays when the job is cancelled', () => {
    const job = applyJobEvent(fresh(), { type: 'matched', matched: sampleMatchedTable }, moment(0));
    expect(job.state.matched).toBe(sampleMatchedTable);
    const error = toJobError(new PlumblineError('CANCELLED', 'Cancelled.'));
    expect(endedJob(job, { error }, moment(1000)).state).toMatchObject({
      ...{ status: 'cancelled', matched: sampleMatchedTable },
    });
    const matched = { ...sampleMatchedTable, done: 1 };
    expect(endedJob(job, { result: { matched } }, moment(1000)).state.matched).toBe(matched);
  });
});

describe('a pause', () => {
  it('counts neither as time nor for the rate', () => {
    const before = jobAfter(training.slice(0, 6));
    const paused = pausedJob(before, moment(6000));
    expect(paused.state.status).toBe('paused');
    expect(tickedJob(paused, moment(9000))).toBe(paused);
    const after = unpausedJob(paused, moment(9000));
    expect(after.state.status).toBe('running');
    const next: JobEvent = { type: 'progress', done: 20, total: 30, unit: 'terms' };
    const embed = applyJobEvent(after, next, moment(9000)).state.stages[1];
    expect(embed).toMatchObject({ seconds: 3, done: 20, rate: 0 });
  });
});

describe('applyJobEvent', () => {
  it('follows the stages', () => {
    const { state } = jobAfter(training);
    expect(JobState.parse(state)).toEqual(state);
    expect(state.stages).toMatchObject([
      { stage: 'load', state: 'done', detail: '3 entries', seconds: 1 },
      {
        ...{ stage: 'embed', state: 'running', done: 10, total: 30, unit: 'terms' },
        ...{ rate: 10, secondsLeft: 2, seconds: 2 },
      },
      { stage: 'index', state: 'waiting' },
    ]);
    expect(state.log).toMatchObject([{ stage: 'embed', message: 'hello' }]);
  });

  it('leaves earlier states as they were', () => {
    const job = jobAfter(training);
    const before = structuredClone(job.state);
    applyJobEvent(job, { type: 'progress', done: 30, total: 30, unit: 'terms' }, moment(9000));
    expect(job.state).toEqual(before);
  });

  it('takes a stage that was not planned, and ignores progress of no stage', () => {
    const { state } = jobAfter([
      { type: 'progress', done: 1, total: 2, unit: 'x' },
      { type: 'stage', stage: 'extra', state: 'skipped' },
    ]);
    expect(state.stages).toMatchObject([{ stage: 'extra', state: 'skipped' }]);
  });

  it('keeps the latest 200 lines of the log', () => {
    const lines = Array.from({ length: 250 }, (_, n): JobEvent => {
      return { type: 'log', level: 'info', message: String(n) };
    });
    const { log } = lines.reduce(
      (job, event) => applyJobEvent(job, event, moment(0)),
      fresh(),
    ).state;
    expect([log.length, log[0]?.message, log.at(-1)?.message]).toEqual([200, '50', '249']);
  });
});

describe('endedJob', () => {
  const job = jobAfter(training);
  const error = (code: string) => ({ error: { code, message: 'm' } });

  it('marks what ran, failed and was not reached', () => {
    const { state } = endedJob(job, error('DISK_FULL'), moment(7000));
    expect(state).toMatchObject({ status: 'failed', error: { code: 'DISK_FULL' } });
    expect(state.stages.map((stage) => stage.state)).toEqual(['done', 'failed', 'skipped']);
    expect(state.finishedAt).toBe(moment(7000).iso);
    expect(endedJob(job, error('CANCELLED'), moment(7000)).state.status).toBe('cancelled');
    expect(endedJob(job, { result: {} }, moment(7000)).state).toMatchObject({
      status: 'done',
      error: null,
      stages: [{ state: 'done' }, { state: 'done' }, { state: 'skipped' }],
    });
  });
});

describe('job errors', () => {
  it('survive the way through JSON', () => {
    const detail = { file: 'f.csv', line: 3, remedy: 'Mend it.', places: [{ line: 4, text: 'x' }] };
    const error = new PlumblineError('BAD_INPUT', 'wrong', detail);
    const back = fromJobError(JSON.parse(JSON.stringify(toJobError(error))));
    expect(back).toBeInstanceOf(PlumblineError);
    expect(back).toMatchObject({ code: 'BAD_INPUT', message: 'wrong', detail });
  });

  it('of another kind are INTERNAL', () => {
    expect(toJobError(new TypeError('x is undefined'))).toEqual({
      code: 'INTERNAL',
      message: 'x is undefined',
    });
    expect(toJobError('text')).toEqual({ code: 'INTERNAL', message: 'text' });
    const back = fromJobError({ code: 'INTERNAL', message: 'x' });
    expect(back).not.toBeInstanceOf(PlumblineError);
    expect(back.message).toBe('x');
  });
});

import type { JobError, JobState, StageState } from '#core/contract/jobs.ts';
import type { JobEvent, JobResult } from './job-events.ts';
import { addSample, type RateWindow, rateOf, secondsLeft } from './progress-rate.ts';

/** A job's public state and what is needed to work out the next one. */
export interface TrackedJob {
  state: JobState;
  /** Of the running stage. */
  window: RateWindow;
  /** Monotonic milliseconds at which the running stage began; later by the time that it was paused. */
  stageSince: number;
  /** Monotonic milliseconds since when it is paused, or null. */
  pausedAt: number | null;
}

/** When something happened: monotonic milliseconds, and ISO 8601 UTC for people. */
export interface Moment {
  elapsed: number;
  iso: string;
}

/** Each event carries the whole state, so the log that goes with it is kept short. */
const LOG_LINES = 200;

export function queuedJob(
  job: Pick<JobState, 'id' | 'kind' | 'title'>,
  { iso, elapsed }: Moment,
): TrackedJob {
  const state: JobState = {
    ...job,
    status: 'queued',
    startedAt: iso,
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
  return { state, window: [], stageSince: elapsed, pausedAt: null };
}

export function startedJob(job: TrackedJob, { iso }: Moment): TrackedJob {
  return { ...job, state: { ...job.state, status: 'running', startedAt: iso } };
}

export function pausedJob(job: TrackedJob, { elapsed }: Moment): TrackedJob {
  return { ...job, pausedAt: elapsed, state: { ...job.state, status: 'paused' } };
}

/** The job when its pause is over: the pause counts neither as its time nor for its rate. */
export function unpausedJob(job: TrackedJob, { elapsed }: Moment): TrackedJob {
  const stageSince = job.stageSince + elapsed - (job.pausedAt ?? elapsed);
  const state: JobState = { ...job.state, status: 'running' };
  return { ...job, stageSince, pausedAt: null, window: [], state };
}

/** The job after an event. Nothing is altered in place: watchers hold earlier states. */
export function applyJobEvent(job: TrackedJob, event: JobEvent, now: Moment): TrackedJob {
  switch (event.type) {
    case 'plan':
      return withStages(job, event.stages.map(waitingStage));
    case 'stage':
      return applyStage(job, event, now);
    case 'progress':
      return applyProgress(job, event, now);
    case 'log':
      return applyLog(job, event, now);
    case 'matched':
      return { ...job, state: { ...job.state, matched: event.matched } };
    case 'answered':
      return job;
  }
}

/**
 * The job a moment later: the running stage has taken longer, even while it reports nothing. Between two stages the
 * state is a new object all the same, so that whoever watches sees a sign of life.
 */
export function tickedJob(job: TrackedJob, { elapsed }: Moment): TrackedJob {
  if (hasEnded(job.state) || job.pausedAt !== null) return job;
  const running = runningStage(job.state);
  if (!running) return { ...job, state: { ...job.state } };
  const changed = { ...running, seconds: (elapsed - job.stageSince) / 1000 };
  return withStages(
    job,
    job.state.stages.map((one) => (one === running ? changed : one)),
  );
}

/** The job when its work has ended: in success, or with what went wrong. */
export function endedJob(
  job: TrackedJob,
  end: { result: JobResult } | { error: JobError },
  now: Moment,
): TrackedJob {
  const failed = 'error' in end;
  const cancelled = failed && end.error.code === 'CANCELLED';
  const stages = job.state.stages.map((stage): StageState => {
    if (stage.state === 'running') {
      const seconds = (now.elapsed - job.stageSince) / 1000;
      return { ...stage, state: failed ? 'failed' : 'done', secondsLeft: null, seconds };
    }
    return stage.state === 'waiting' ? { ...stage, state: 'skipped' } : stage;
  });
  const outcome = failed
    ? { status: cancelled ? ('cancelled' as const) : ('failed' as const), error: end.error }
    : {
        status: 'done' as const,
        train: end.result.train ?? null,
        imported: end.result.imported ?? null,
        model: end.result.model ?? null,
        verdict: end.result.verdict ?? null,
        matched: end.result.matched ?? null,
        exported: end.result.exported ?? null,
        bundle: end.result.bundle ?? null,
      };
  return { ...job, state: { ...job.state, ...outcome, stages, finishedAt: now.iso } };
}

export function hasEnded({ status }: JobState): boolean {
  return status !== 'queued' && status !== 'running' && status !== 'paused';
}

/** The stage that is going on, or null. */
export function runningStage({ stages }: JobState): StageState | null {
  return stages.find((stage) => stage.state === 'running') ?? null;
}

function withStages(job: TrackedJob, stages: StageState[]): TrackedJob {
  return { ...job, state: { ...job.state, stages } };
}

function waitingStage(stage: string): StageState {
  const numbers = { done: 0, total: 0, unit: '', rate: 0, secondsLeft: null, seconds: 0 };
  return { stage, state: 'waiting', detail: '', ...numbers };
}

function applyStage(
  job: TrackedJob,
  { stage, state, detail }: Extract<JobEvent, { type: 'stage' }>,
  now: Moment,
): TrackedJob {
  const known = job.state.stages.some((one) => one.stage === stage);
  const stages = known ? job.state.stages : [...job.state.stages, waitingStage(stage)];
  const begins = state === 'running';
  const stageSince = begins ? now.elapsed : job.stageSince;
  const next = stages.map((one): StageState => {
    if (one.stage !== stage) return one;
    const seconds = one.state === 'running' ? (now.elapsed - stageSince) / 1000 : one.seconds;
    return { ...one, state, detail: detail ?? one.detail, seconds, secondsLeft: null };
  });
  return { ...withStages(job, next), stageSince, window: begins ? [] : job.window };
}

function applyProgress(
  job: TrackedJob,
  { done, total, unit }: Extract<JobEvent, { type: 'progress' }>,
  now: Moment,
): TrackedJob {
  const running = runningStage(job.state);
  if (!running) return job;
  const window = addSample(job.window, { at: now.elapsed, done });
  const changed: StageState = {
    ...running,
    done,
    total,
    unit,
    rate: rateOf(window),
    secondsLeft: secondsLeft(window, total),
    seconds: (now.elapsed - job.stageSince) / 1000,
  };
  const stages = job.state.stages.map((one) => (one === running ? changed : one));
  return { ...withStages(job, stages), window };
}

function applyLog(
  job: TrackedJob,
  { level, message }: Extract<JobEvent, { type: 'log' }>,
  { iso }: Moment,
): TrackedJob {
  const stage = runningStage(job.state)?.stage ?? '';
  const log = [...job.state.log, { at: iso, level, stage, message }].slice(-LOG_LINES);
  return { ...job, state: { ...job.state, log } };
}

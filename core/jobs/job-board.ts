import { PlumblineError } from '#core/contract/errors.ts';
import type { JobState } from '#core/contract/jobs.ts';
import type { JobEvent } from './job-events.ts';
import { applyJobEvent, hasEnded, type Moment, type TrackedJob } from './job-state.ts';
import type { Journal } from './journal.ts';
import { createWatchers, watchJob } from './watchers.ts';

/** A job that this process knows, with what it takes to run it. */
export interface KnownJob {
  tracked: TrackedJob;
  request: unknown;
}

/** Ended jobs that are remembered. */
const REMEMBERED = 50;

/** The jobs of this process and the interrupted ones of earlier ones; changing one tells its watchers. */
export interface JobBoard {
  has(id: string): boolean;
  /** Throws NOT_FOUND. */
  get(id: string): KnownJob;
  put(job: KnownJob): void;
  update(id: string, change: (tracked: TrackedJob) => TrackedJob): JobState;
  apply(id: string, event: JobEvent, now: Moment): void;
  /** Says that a job's process ends before the job does. */
  interrupt(id: string): void;
  forget(id: string): void;
  /** Newest first. */
  list(): JobState[];
  watch(id: string, signal?: AbortSignal): AsyncGenerator<JobState>;
  /** Jobs that somebody watches. */
  watched(): number;
}

export function createJobBoard(): JobBoard {
  const jobs = new Map<string, KnownJob>();
  const watchers = createWatchers();

  function get(id: string): KnownJob {
    const job = jobs.get(id);
    if (job) return job;
    throw new PlumblineError('NOT_FOUND', `There is no job ${id}.`, {
      remedy: 'It may have been dismissed; the list of runs shows what it did.',
    });
  }

  function update(id: string, change: (tracked: TrackedJob) => TrackedJob): JobState {
    const job = get(id);
    job.tracked = change(job.tracked);
    if (hasEnded(job.tracked.state)) forgetOldest(jobs);
    watchers.notify(id);
    return job.tracked.state;
  }

  return {
    get,
    update,
    has: (id) => jobs.has(id),
    put: (job) => void jobs.set(job.tracked.state.id, job),
    apply: (id, event, now) => void update(id, (tracked) => applyJobEvent(tracked, event, now)),
    interrupt: (id) =>
      void update(id, (tracked) => ({
        ...tracked,
        state: { ...tracked.state, status: 'interrupted' },
      })),
    forget(id) {
      jobs.delete(id);
      watchers.notify(id);
    },
    list: () => [...jobs.values()].map((job) => job.tracked.state).reverse(),
    watch(id, signal) {
      get(id);
      const current = () => jobs.get(id)?.tracked.state;
      return watchJob(current, (listener) => watchers.add(id, listener), signal);
    },
    watched: watchers.count,
  };
}

/** Interrupted jobs stay until somebody resumes or dismisses them. */
function forgetOldest(jobs: Map<string, KnownJob>): void {
  const ended = [...jobs.values()]
    .map((job) => job.tracked.state)
    .filter((state) => hasEnded(state) && state.status !== 'interrupted');
  for (const { id } of ended.slice(0, -REMEMBERED)) jobs.delete(id);
}

/** What a journal of a dead process says of its job. */
export function interruptedJob(journal: Journal): KnownJob {
  const { id, kind, title, startedAt, stage, request } = journal;
  const numbers = { done: 0, total: 0, unit: '', rate: 0, secondsLeft: null, seconds: 0 };
  const detail = 'Plumbline ended before this stage did.';
  const state: JobState = {
    id,
    kind,
    title,
    status: 'interrupted',
    startedAt,
    finishedAt: null,
    stages: stage === null ? [] : [{ stage, state: 'failed', detail, ...numbers }],
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
  return { tracked: { state, window: [], stageSince: 0, pausedAt: null }, request };
}

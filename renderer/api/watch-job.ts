import type { JobState } from '#core/contract/index.ts';
import { isAnswer } from './failure.ts';

/** What following a job needs from outside. */
export interface JobWatch {
  open(signal: AbortSignal): Promise<AsyncIterable<JobState>>;
  onState(state: JobState): void;
  /** Waits that long in milliseconds, or rejects when the signal is aborted. */
  pause(milliseconds: number, signal: AbortSignal): Promise<void>;
  signal: AbortSignal;
}

const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 4_000;

const ENDED: ReadonlySet<JobState['status']> = new Set<JobState['status']>([
  'done',
  'failed',
  'cancelled',
  'interrupted',
]);

/** A queued, a running and a paused job go on. */
export function hasEnded(job: Pick<JobState, 'status'>): boolean {
  return ENDED.has(job.status);
}

/**
 * Follows a job to its end and returns its last state. A stream that breaks off is opened again: each event is the
 * whole state, so nothing is missed. Throws what the engine says (NOT_FOUND …) and AbortError when the signal is aborted.
 */
export async function watchJob({ open, onState, pause, signal }: JobWatch): Promise<JobState> {
  let wait = FIRST_PAUSE;
  for (;;) {
    try {
      for await (const state of await open(signal)) {
        wait = FIRST_PAUSE;
        onState(state);
        if (hasEnded(state)) return state;
      }
    } catch (error) {
      if (signal.aborted || isAnswer(error)) throw error;
    }
    await pause(wait, signal);
    wait = Math.min(LONGEST_PAUSE, wait * 2);
  }
}

/** The list with one job's newer state in its place; a job that is not listed yet goes to the front. */
export function withJob(jobs: readonly JobState[], state: JobState): JobState[] {
  return jobs.some((job) => job.id === state.id)
    ? jobs.map((job) => (job.id === state.id ? state : job))
    : [state, ...jobs];
}

/** Ids of jobs that ended between two lists, a job that started and ended in between included. */
export function endedBetween(before: readonly JobState[], after: readonly JobState[]): JobState[] {
  const running = new Map(before.map((job) => [job.id, !hasEnded(job)]));
  return after.filter(
    (job) => hasEnded(job) && job.status !== 'interrupted' && (running.get(job.id) ?? true),
  );
}

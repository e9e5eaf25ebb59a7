import type { JobState } from '#core/contract/jobs.ts';
import { hasEnded } from './job-state.ts';

/** Least time in milliseconds between two states that a watcher gets, except for the last one. */
const COALESCE_MS = 100;

/** Who wants to hear when a job has changed. */
export interface Watchers {
  add(id: string, listener: () => void): () => void;
  notify(id: string): void;
  count(): number;
}

export function createWatchers(): Watchers {
  const byJob = new Map<string, Set<() => void>>();
  return {
    add(id, listener) {
      const listeners = byJob.get(id) ?? new Set();
      byJob.set(id, listeners.add(listener));
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) byJob.delete(id);
      };
    },
    notify(id) {
      for (const listener of [...(byJob.get(id) ?? [])]) listener();
    },
    count: () => byJob.size,
  };
}

/**
 * A job's state now, and after changes, at most ten a second; the last state always. Ends with the job,
 * when the job is forgotten (`current` gives undefined), or when `signal` is aborted.
 */
export async function* watchJob(
  current: () => JobState | undefined,
  subscribe: (listener: () => void) => () => void,
  signal?: AbortSignal,
): AsyncGenerator<JobState> {
  const bell = createBell(signal);
  const unsubscribe = subscribe(bell.ring);
  try {
    let given: JobState | undefined;
    for (;;) {
      const state = current();
      if (!state || signal?.aborted) return;
      if (state !== given) yield state;
      if (hasEnded(state)) return;
      given = state;
      await bell.quiet(COALESCE_MS, () => ended(current()));
      if (current() === given) await bell.wait();
    }
  } finally {
    unsubscribe();
    bell.close();
  }
}

function ended(state: JobState | undefined): boolean {
  return !state || hasEnded(state);
}

/** Wakes one sleeper: by a ring or an aborted signal. */
function createBell(signal?: AbortSignal) {
  let wake = () => {};
  const ring = () => wake();
  signal?.addEventListener('abort', ring);
  const asleep = () =>
    new Promise<void>((resolve) => {
      wake = resolve;
    });
  return {
    ring,
    /** Until the next ring. */
    wait: () => (signal?.aborted ? Promise.resolve() : asleep()),
    /** For a time, whatever rings, unless `enough` holds then. */
    async quiet(milliseconds: number, enough: () => boolean): Promise<void> {
      let over = false;
      const timer = setTimeout(() => {
        over = true;
        ring();
      }, milliseconds);
      while (!over && !enough() && !signal?.aborted) await asleep();
      clearTimeout(timer);
    },
    close: () => signal?.removeEventListener('abort', ring),
  };
}

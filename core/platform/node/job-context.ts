import { setImmediate as nextTurn } from 'node:timers/promises';
import { PlumblineError } from '#core/contract/errors.ts';
import type { Clock } from '#core/platform/clock.ts';
import type { JobContext } from '#core/platform/job-context.ts';

/** Longest time in milliseconds that a loop keeps the thread to itself. */
const TURN_MS = 8;
/** Least time in milliseconds between two progress reports, so that a loop may report at every step. */
const REPORT_MS = 50;

interface Options {
  signal: AbortSignal;
  clock: Clock;
  /** Resolves at once, or when a pause is over. */
  passed?(): Promise<void>;
  onProgress(done: number, total: number, unit: string): void;
  onLog(level: 'info' | 'warn' | 'error', message: string): void;
}

/**
 * The context of one long piece of work. Progress is passed on at most every 50 ms, and always when
 * `done` reaches `total`. `breathe` throws CANCELLED once the signal is aborted.
 */
export function createJobContext({
  signal,
  clock,
  passed,
  onProgress,
  onLog,
}: Options): JobContext {
  let yieldedAt = clock.elapsed();
  let reportedAt = Number.NEGATIVE_INFINITY;
  return {
    signal,
    log: onLog,
    progress(done, total, unit) {
      const now = clock.elapsed();
      if (done < total && now - reportedAt < REPORT_MS) return;
      reportedAt = now;
      onProgress(done, total, unit);
    },
    async breathe() {
      throwIfCancelled(signal);
      await passed?.();
      throwIfCancelled(signal);
      if (clock.elapsed() - yieldedAt <= TURN_MS) return;
      await nextTurn();
      yieldedAt = clock.elapsed();
      throwIfCancelled(signal);
    },
  };
}

/** A context for work that nobody watches or cancels, e.g. in tests. */
export function silentContext(clock: Clock): JobContext {
  const { signal } = new AbortController();
  return createJobContext({ signal, clock, onProgress: () => {}, onLog: () => {} });
}

function throwIfCancelled(signal: AbortSignal): void {
  if (!signal.aborted) return;
  throw new PlumblineError('CANCELLED', 'Stopped at your request.', {
    remedy: 'Nothing of it was kept; start it again when you like.',
  });
}

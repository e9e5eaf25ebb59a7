import type { Clock } from '#core/platform/clock.ts';

/** The system's clock; `elapsed` is monotonic, in milliseconds since the process started. */
export function nodeClock(): Clock {
  return { now: () => new Date(), elapsed: () => performance.now() };
}

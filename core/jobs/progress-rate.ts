/** How far a stage was at one moment. */
export interface Sample {
  /** Monotonic milliseconds. */
  at: number;
  done: number;
}

/** The latest samples of one stage, oldest first. */
export type RateWindow = readonly Sample[];

/** Time that a rate looks back on: long enough to be calm, short enough to notice a change. */
const WINDOW_MS = 10_000;
/** A rate from less time than this would jump about. */
const LEAST_MS = 200;
const MOST_SAMPLES = 200;

/** The window with one more sample, without those that are too old; it starts anew when `done` goes back. */
export function addSample(window: RateWindow, sample: Sample): RateWindow {
  const last = window.at(-1);
  if (last && sample.done < last.done) return [sample];
  const recent = window.filter(({ at }, index) => {
    const next = window[index + 1];
    // The last sample before the window's edge is kept: it says where the window began.
    return sample.at - at <= WINDOW_MS || (next && sample.at - next.at <= WINDOW_MS);
  });
  return [...recent, sample].slice(-MOST_SAMPLES);
}

/** Units a second over the window; 0 while unknown. */
export function rateOf(window: RateWindow): number {
  const [first, last] = [window[0], window.at(-1)];
  if (!first || !last || last.at - first.at < LEAST_MS) return 0;
  return ((last.done - first.done) / (last.at - first.at)) * 1000;
}

/** Seconds until `total` at this rate; null while unknown. */
export function secondsLeft(window: RateWindow, total: number): number | null {
  const rate = rateOf(window);
  const done = window.at(-1)?.done ?? 0;
  return rate > 0 && total > 0 ? Math.max(0, total - done) / rate : null;
}

export interface RestartPolicy {
  /** Milliseconds before the first restart; each further one waits twice as long. */
  readonly firstDelay: number;
  /** No wait is longer. */
  readonly longestDelay: number;
  /** Restarts that are allowed within `window`. */
  readonly limit: number;
  /** Milliseconds after which an end is forgotten. */
  readonly window: number;
}

export const ENGINE_RESTARTS: RestartPolicy = {
  firstDelay: 250,
  longestDelay: 8_000,
  limit: 5,
  window: 120_000,
};

/** `ends`: the times that still count, the newest last; keep them for the next decision. */
export type RestartDecision =
  | { readonly restart: true; readonly delay: number; readonly ends: readonly number[] }
  | { readonly restart: false; readonly ends: readonly number[] };

/** What to do about an end at `now` (ms), given the times of earlier ones. */
export function decideRestart(
  earlier: readonly number[],
  now: number,
  policy: RestartPolicy = ENGINE_RESTARTS,
): RestartDecision {
  const ends = [...earlier.filter((at) => now - at < policy.window), now];
  if (ends.length > policy.limit) return { restart: false, ends };
  const delay = Math.min(policy.firstDelay * 2 ** (ends.length - 1), policy.longestDelay);
  return { restart: true, delay, ends };
}

/** How often a service is told before it is given up. */
export const MOST_ATTEMPTS = 5;

const FIRST_MS = 1000;
const LONGEST_MS = 30_000;

/**
 * Milliseconds to wait after the nth failed attempt, from 1: doubled each time, at most 30 s, and between half of that
 * and all of it by chance, so that many who failed together do not come back together ("equal jitter", Brooker,
 * "Exponential Backoff and Jitter", 2015). A service that says how long to wait is waited for, at most 30 s.
 */
export function pauseAfter(attempt: number, random: () => number, wanted = 0): number {
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempt - 1));
  const backoff = whole / 2 + (random() * whole) / 2;
  return Math.round(Math.min(LONGEST_MS, Math.max(backoff, wanted)));
}

/** Whether an answer may be another one later: the service is busy or broken, but did not refuse. */
export function isWorthAnotherTry(status: number): boolean {
  return status >= 500 || status === 408 || status === 429;
}

/** Milliseconds that a `Retry-After` header in seconds asks for (RFC 9110, 10.2.3); 0 where it says nothing we know. */
export function retryAfter(header: string | undefined): number {
  return header !== undefined && /^\d{1,6}$/.test(header) ? Number(header) * 1000 : 0;
}

import { PlumblineError } from '#core/contract/errors.ts';

/** The server does not answer now, and may later. */
export class Unavailable extends PlumblineError {
  /** Milliseconds that the server asks to be left alone; null where it says nothing. */
  readonly retryAfter: number | null;

  constructor(message: string, retryAfter: number | null) {
    super('NOT_FOUND', message, {
      remedy: 'See that the MLflow server runs, then push again: it goes on where it broke off.',
    });
    this.retryAfter = retryAfter;
  }
}

export interface RetryDeps {
  /** Rejects as soon as the signal is aborted. */
  pause(milliseconds: number, signal: AbortSignal): Promise<void>;
  signal: AbortSignal;
}

const ATTEMPTS = 5;
const FIRST_PAUSE = 500;
/** However long a server wants to be left alone: somebody waits. */
const LONGEST_PAUSE = 30_000;

/** Milliseconds before the next attempt; null: there is none. `attempt` counts from 1. */
export function pauseBefore(error: unknown, attempt: number): number | null {
  if (attempt >= ATTEMPTS || !mayPass(error)) return null;
  const wished = error instanceof Unavailable ? error.retryAfter : null;
  return Math.min(LONGEST_PAUSE, wished ?? FIRST_PAUSE * 2 ** (attempt - 1));
}

/** No answer, in the words of HttpClient and of `Unavailable`; refusals have other codes. */
export const mayPass = (error: unknown): boolean =>
  error instanceof PlumblineError && error.code === 'NOT_FOUND';

/**
 * Tries a step again while the server does not answer. `again` tells the step that an earlier attempt may have had its effect,
 * although no answer came.
 */
export async function retrying<Result>(
  { pause, signal }: RetryDeps,
  step: (again: boolean) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await step(attempt > 1);
    } catch (error) {
      const wait = pauseBefore(error, attempt);
      if (wait === null) throw error;
      await pausing({ pause, signal }, wait);
    }
  }
}

async function pausing({ pause, signal }: RetryDeps, wait: number): Promise<void> {
  try {
    await pause(wait, signal);
  } catch (error) {
    throw signal.aborted ? new PlumblineError('CANCELLED', 'Stopped at your request.') : error;
  }
}

import { PlumblineError } from '#core/contract/errors.ts';
import { turns } from './turns.ts';

/** Runs searches one after another. Throws CANCELLED where `signal` is aborted, and begins nothing then. */
export type SearchTurns = <Result>(
  signal: AbortSignal | undefined,
  work: () => Promise<Result>,
) => Promise<Result>;

/**
 * Two searches at once are no faster than one after the other, but while typing the ones in between are out of date
 * before their turn comes: those cost nothing.
 */
export function searchTurns(): SearchTurns {
  const inTurn = turns();
  return (signal, work) => inTurn(() => unlessAborted(signal, work));
}

/** Runs `work`, with CANCELLED for whatever an aborted signal makes it throw. */
export async function unlessAborted<Result>(
  signal: AbortSignal | undefined,
  work: () => Promise<Result>,
): Promise<Result> {
  if (signal?.aborted) throw cancelled();
  try {
    return await work();
  } catch (error) {
    throw signal?.aborted ? cancelled(error) : error;
  }
}

function cancelled(cause?: unknown): PlumblineError {
  return new PlumblineError('CANCELLED', 'The search was cancelled.', {}, { cause });
}

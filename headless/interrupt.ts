import { EXIT } from './exit-code.ts';

/** What SIGINT and SIGTERM do: the first aborts `signal`, a later one ends the process at once. */
export interface Interrupt {
  signal: AbortSignal;
  receive(): void;
}

/**
 * One press of Ctrl+C can arrive several times: from the terminal, from npm and from a start script
 * that passes it on. Within this many milliseconds they count as one.
 */
const SAME_PRESS = 500;

/** Makes the interrupt; `now` is in milliseconds, `exit` ends the process with a code. */
export function createInterrupt(now: () => number, exit: (code: number) => void): Interrupt {
  const controller = new AbortController();
  let firstAt: number | undefined;
  return {
    signal: controller.signal,
    receive() {
      if (firstAt === undefined) {
        firstAt = now();
        controller.abort();
      } else if (now() - firstAt > SAME_PRESS) {
        exit(EXIT.cancelled);
      }
    },
  };
}

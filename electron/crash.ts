import type { ShellLog } from './log.ts';

export interface CrashReporter {
  report(kind: string, error: unknown): void;
}

/** Text for a log: the stack with its causes, or whatever was thrown. */
export function describeCrash(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const own = error.stack ?? error.message;
  return error.cause === undefined ? own : `${own}\ncaused by ${describeCrash(error.cause)}`;
}

/** Logs every fault and tells the user of the first one only: a fault in a loop must not bury the screen. */
export function createCrashReporter(
  log: Pick<ShellLog, 'line'>,
  tell: (summary: string) => void,
): CrashReporter {
  let told = false;
  return {
    report(kind, error) {
      log.line(`${kind}: ${describeCrash(error)}`);
      if (told) return;
      told = true;
      tell(error instanceof Error ? error.message : String(error));
    },
  };
}

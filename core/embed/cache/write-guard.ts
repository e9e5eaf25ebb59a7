import { failureCode, isGone } from './file-failure.ts';

/** Lets a job go on when its cache cannot be written. */
export interface WriteGuard {
  /** False once writing was given up. */
  writing(): boolean;
  /** Does the work; where the disk refuses, says so once and gives up writing. Throws errors of the program. */
  attempt(work: () => Promise<void>): Promise<void>;
  /** Gives up writing and says why. */
  stop(why: string): void;
}

/** Somebody who empties the cache during a job does it once or twice; a disk that is gone is gone every time. */
const MOST_DELETIONS = 5;

export function createWriteGuard(warn: (message: string) => void): WriteGuard {
  let open = true;
  let deletions = 0;
  const stop = (why: string): void => {
    if (!open) return;
    open = false;
    warn(
      `The embedding cache keeps nothing more in this run: ${why} The run goes on; what it embeds now is embedded again next time.`,
    );
  };
  return {
    writing: () => open,
    stop,
    async attempt(work) {
      if (!open) return;
      try {
        await work();
      } catch (error) {
        const code = failureCode(error);
        if (code === null) throw error;
        deletions += 1;
        if (isGone(error) && code !== 'ENOTDIR' && deletions < MOST_DELETIONS) return;
        stop(error instanceof Error ? error.message : String(error));
      }
    },
  };
}

/** What can be read, or null where the disk refuses: then nothing is written either, and that is said. */
export async function readable<Result>(
  read: () => Promise<Result>,
  guard: WriteGuard,
): Promise<Result | null> {
  try {
    return await read();
  } catch (error) {
    if (failureCode(error) === null) throw error;
    guard.stop(error instanceof Error ? error.message : String(error));
    return null;
  }
}

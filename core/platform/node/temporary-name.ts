import { basename, dirname, join } from 'node:path';
import { threadId } from 'node:worker_threads';

const PATTERN = /^\..+\.(\d+)-\d+-\d+\.tmp$/;
let count = 0;

/** A name beside `path` that no other thread or process uses: `.name.<pid>-<thread>-<n>.tmp`. */
export function temporaryPath(path: string): string {
  count += 1;
  return join(dirname(path), `.${basename(path)}.${process.pid}-${threadId}-${count}.tmp`);
}

/** The process that left a temporary file of ours, or null where the name is not ours. */
export function temporaryOwner(name: string): number | null {
  const match = PATTERN.exec(name);
  return match ? Number(match[1]) : null;
}

/** Names that a process which no longer runs left behind. A file of a running process is never one. */
export function leftovers(names: readonly string[], isAlive: (pid: number) => boolean): string[] {
  return names.filter((name) => {
    const owner = temporaryOwner(name);
    return owner !== null && !isAlive(owner);
  });
}

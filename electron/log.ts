import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface EngineLog {
  /** Appends text as it is. */
  write(text: string): void;
}

export interface ShellLog extends EngineLog {
  /** Appends one line with the time before it. */
  line(text: string): void;
  readonly folder: string;
}

/** Above this size a log starts anew and the old one is kept as `.1`. */
const LARGEST = 5_000_000;

/**
 * Opens `folder/name`, which is created. Writing is synchronous, because the last line before a
 * crash is the one that matters. Throws where the folder cannot be made.
 */
export function openLog(
  folder: string,
  name: string,
  now: () => Date = () => new Date(),
): ShellLog {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, name);
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LARGEST)
    renameSync(file, `${file}.1`);
  const write = (text: string) => appendFileSync(file, text);
  return { folder, write, line: (text) => write(`${now().toISOString()} ${text}\n`) };
}

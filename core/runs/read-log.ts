import { LogLine } from '#core/contract/jobs.ts';
import type { FileReader } from '#core/platform/files.ts';
import { readJsonl } from './read-jsonl.ts';

export const LOG_FILE = 'log.jsonl';

/** The last `most` lines of a run's log, oldest first, and how many there are in all. */
export async function readLog(
  files: FileReader,
  folder: string,
  most: number,
): Promise<{ log: LogLine[]; logLines: number }> {
  let log: LogLine[] = [];
  let logLines = 0;
  for await (const line of readJsonl(files, files.join(folder, LOG_FILE), LogLine)) {
    log.push(line);
    logLines += 1;
    if (log.length >= 2 * most) log = log.slice(-most);
  }
  return { log: log.slice(-most), logLines };
}

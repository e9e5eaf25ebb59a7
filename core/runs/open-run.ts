import type { RunRecord } from '#core/contract/runs.ts';
import type { Clock } from '#core/platform/clock.ts';
import type { Files } from '#core/platform/files.ts';
import { latestWins } from './latest-wins.ts';
import { lineAppender } from './line-appender.ts';
import { LOG_FILE } from './read-log.ts';
import { METRICS_FILE } from './read-metrics.ts';
import { writeRecord } from './run-record-file.ts';

/** How a run ended. */
export type RunEnd = Pick<RunRecord, 'status'> &
  Partial<Pick<RunRecord, 'version' | 'promoted' | 'timings' | 'error'>>;

/** A run that is going on. */
export interface OpenRun {
  id: string;
  folder: string;
  /** One measured number, e.g. `('test.ndcg@10', 0.61)` or a loss at a step; what is no finite number is left out. */
  metric(name: string, value: number, step?: number): void;
  log(level: 'info' | 'warn' | 'error', stage: string, message: string): void;
  /** What is known of the run by now; `environment` is added to what is there. On the disk soon after. */
  note(known: Partial<Pick<RunRecord, 'data' | 'environment' | 'timings'>>): void;
  /** Writes what is left and the final record. */
  finish(end: RunEnd): Promise<RunRecord>;
}

/** Goes on with a run whose record is on the disk. */
export function openRun(files: Files, folder: string, clock: Clock, begun: RunRecord): OpenRun {
  const metrics = lineAppender(files, files.join(folder, METRICS_FILE));
  const log = lineAppender(files, files.join(folder, LOG_FILE));
  const record = latestWins(async (next: RunRecord) => writeRecord(files, folder, next));
  const at = () => clock.now().toISOString();
  let current = begun;
  return {
    id: begun.id,
    folder,
    metric(name, value, step = 0) {
      if (Number.isFinite(value)) metrics.add({ at: at(), name, value, step });
    },
    log: (level, stage, message) => log.add({ at: at(), level, stage, message }),
    note({ environment, ...known }) {
      const joined = { ...current.environment, ...environment };
      current = { ...current, ...known, environment: joined };
      record.write(current);
    },
    async finish(end) {
      current = { ...current, ...end, finishedAt: at() };
      // A note that could not be written is made good by the last record, which holds all of them.
      await record.settle();
      try {
        await metrics.flush();
        await log.flush();
      } finally {
        await writeRecord(files, folder, current);
      }
      return current;
    },
  };
}

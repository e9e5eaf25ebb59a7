import type { RunRecord } from '#core/contract/runs.ts';
import type { Clock } from '#core/platform/clock.ts';
import type { FileReader, Files } from '#core/platform/files.ts';
import { killedRecord } from './killed-run.ts';
import { type OpenRun, openRun } from './open-run.ts';
import { readLog } from './read-log.ts';
import { readMetrics } from './read-metrics.ts';
import { compareRunsNewestFirst, isRunId, nextRunId } from './run-id.ts';
import { damagedRun, RUN_FILE, readRecord, unknownRun, writeRecord } from './run-record-file.ts';

const DRAFT = '.tmp-';

export type NewRun = Pick<RunRecord, 'mode' | 'parameters' | 'settings' | 'seed' | 'environment'>;

export interface RunReader {
  /** Newest first; runs whose record cannot be read are left out. */
  list(): Promise<RunRecord[]>;
  /** Throws NOT_FOUND, or DAMAGED where the record cannot be read. */
  read(id: string): Promise<RunRecord>;
}

export interface RunWriter extends RunReader {
  begin(run: NewRun): Promise<OpenRun>;
  /**
   * Runs that say they are running, but whose process is dead, become `killed`; call it on opening for writing. `madeBy` finds the
   * version that a run made before it was killed, if any.
   */
  closeKilled(madeBy?: (run: string) => Promise<string | null>): Promise<string[]>;
}

export function runReader(files: FileReader, folder: string): RunReader {
  return {
    async list() {
      const ids = (await files.list(folder)).filter(isRunId).sort(compareRunsNewestFirst);
      const runs = await Promise.all(ids.map((id) => readRecord(files, files.join(folder, id))));
      return runs.filter((run) => run !== null);
    },
    async read(id) {
      if (!isRunId(id) || !(await files.isFolder(files.join(folder, id)))) throw unknownRun(id);
      const record = await readRecord(files, files.join(folder, id));
      if (record) return record;
      throw damagedRun(id, files.join(folder, id, RUN_FILE));
    },
  };
}

/** Records runs in `folder`; the caller holds the workspace's lock. */
export function runWriter(files: Files, folder: string, clock: Clock): RunWriter {
  const reader = runReader(files, folder);
  return {
    ...reader,
    begin: (run) => begin(files, folder, clock, run),
    async closeKilled(madeBy = async () => null) {
      for (const name of await files.list(folder)) {
        if (name.startsWith(DRAFT)) await files.remove(files.join(folder, name));
      }
      const killed = (await reader.list()).filter((run) => run.status === 'running');
      for (const run of killed) {
        const place = files.join(folder, run.id);
        await removeTemporary(files, place);
        const record = killedRecord(run, await lastSign(files, place));
        await writeRecord(files, place, { ...record, version: await madeBy(run.id) });
      }
      return killed.map((run) => run.id);
    },
  };
}

async function begin(files: Files, folder: string, clock: Clock, run: NewRun): Promise<OpenRun> {
  const startedAt = clock.now();
  const id = nextRunId(startedAt, await files.list(folder));
  const record: RunRecord = {
    id,
    ...run,
    data: null,
    status: 'running',
    startedAt: startedAt.toISOString(),
    finishedAt: null,
    version: null,
    promoted: false,
    timings: {},
    error: null,
  };
  await appear(files, folder, record);
  return openRun(files, files.join(folder, id), clock, record);
}

/** A run's folder appears by one rename, so that none is ever seen without its record. */
async function appear(files: Files, folder: string, record: RunRecord): Promise<void> {
  const draft = files.join(folder, `${DRAFT}${record.id}`);
  await files.remove(draft);
  await files.makeFolder(draft);
  await writeRecord(files, draft, record);
  await files.rename(draft, files.join(folder, record.id));
}

/** When a run last wrote a line; null where it wrote none. */
async function lastSign(files: FileReader, folder: string): Promise<string | null> {
  const { log } = await readLog(files, folder, 1);
  const points = (await readMetrics(files, folder)).flatMap((series) => series.points);
  return (
    [...log, ...points]
      .map(({ at }) => at)
      .sort()
      .at(-1) ?? null
  );
}

/** What a write that was cut off has left. */
async function removeTemporary(files: Files, folder: string): Promise<void> {
  for (const name of await files.list(folder)) {
    if (name.startsWith('.')) await files.remove(files.join(folder, name));
  }
}

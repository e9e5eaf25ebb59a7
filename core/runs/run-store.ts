import { PlumblineError } from '#core/contract/errors.ts';
import { RunRecord } from '#core/contract/runs.ts';
import type { Clock } from '#core/platform/clock.ts';
import type { FileReader, Files } from '#core/platform/files.ts';
import { lineAppender } from './line-appender.ts';
import { compareRunsNewestFirst, isRunId, nextRunId } from './run-id.ts';

const DRAFT = '.tmp-';

export type NewRun = Pick<RunRecord, 'mode' | 'parameters' | 'seed' | 'environment'>;
/** How a run ended. */
export type RunEnd = Pick<RunRecord, 'status'> &
  Partial<Pick<RunRecord, 'version' | 'promoted' | 'timings' | 'error'>>;

/** A run that is going on. */
export interface OpenRun {
  id: string;
  folder: string;
  /** One measured number, e.g. `('test.ndcg@10', 0.61)` or a loss at a step. */
  metric(name: string, value: number, step?: number): void;
  log(level: 'info' | 'warn' | 'error', stage: string, message: string): void;
  /** Writes what is left and the final record. */
  finish(end: RunEnd): Promise<RunRecord>;
}

export interface RunReader {
  /** Newest first; runs whose record cannot be read are left out. */
  list(): Promise<RunRecord[]>;
  /** Throws NOT_FOUND, or DAMAGED where the record cannot be read. */
  read(id: string): Promise<RunRecord>;
}

export interface RunWriter extends RunReader {
  begin(run: NewRun): Promise<OpenRun>;
  /** Runs that say they are running, but whose process is dead, become `killed`; call it on opening for writing. */
  closeKilled(): Promise<string[]>;
}

export function runReader(files: FileReader, folder: string): RunReader {
  return {
    async list() {
      const ids = (await files.list(folder)).filter(isRunId).sort(compareRunsNewestFirst);
      const runs = await Promise.all(ids.map((id) => readRecord(files, folder, id)));
      return runs.filter((run) => run !== null);
    },
    async read(id) {
      if (!isRunId(id) || !(await files.isFolder(files.join(folder, id)))) throw unknownRun(id);
      const record = await readRecord(files, folder, id);
      if (record) return record;
      throw damagedRun(id, recordPath(files, folder, id));
    },
  };
}

/** Records runs in `folder`; the caller holds the workspace's lock. */
export function runWriter(files: Files, folder: string, clock: Clock): RunWriter {
  const reader = runReader(files, folder);
  return {
    ...reader,
    begin: (run) => begin(files, folder, clock, run),
    async closeKilled() {
      for (const name of await files.list(folder)) {
        if (name.startsWith(DRAFT)) await files.remove(files.join(folder, name));
      }
      const killed = (await reader.list()).filter((run) => run.status === 'running');
      for (const run of killed) {
        await writeRecord(files, files.join(folder, run.id), { ...run, status: 'killed' });
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

function openRun(files: Files, folder: string, clock: Clock, begun: RunRecord): OpenRun {
  const metrics = lineAppender(files, files.join(folder, 'metrics.jsonl'));
  const log = lineAppender(files, files.join(folder, 'log.jsonl'));
  const at = () => clock.now().toISOString();
  return {
    id: begun.id,
    folder,
    metric: (name, value, step = 0) => metrics.add({ at: at(), name, value, step }),
    log: (level, stage, message) => log.add({ at: at(), level, stage, message }),
    async finish(end) {
      const record: RunRecord = { ...begun, ...end, finishedAt: at() };
      try {
        await metrics.flush();
        await log.flush();
      } finally {
        await writeRecord(files, folder, record);
      }
      return record;
    },
  };
}

function recordPath(files: FileReader, folder: string, id: string): string {
  return files.join(folder, id, 'run.json');
}

function writeRecord(files: Files, folder: string, record: RunRecord): Promise<void> {
  return files.writeAtomic(files.join(folder, 'run.json'), `${JSON.stringify(record, null, 2)}\n`);
}

/** Null where the record is missing or not whole. */
async function readRecord(
  files: FileReader,
  folder: string,
  id: string,
): Promise<RunRecord | null> {
  const path = recordPath(files, folder, id);
  if (!(await files.exists(path))) return null;
  const text = await files.readText(path);
  try {
    return RunRecord.parse(JSON.parse(text));
  } catch {
    return null; // the caller says so, or leaves it out of a list
  }
}

function unknownRun(id: string): PlumblineError {
  return new PlumblineError('NOT_FOUND', `There is no run ${id}.`, {
    remedy: 'List the runs and choose one of them.',
  });
}

function damagedRun(id: string, file: string): PlumblineError {
  return new PlumblineError('DAMAGED', `The record of run ${id} cannot be read.`, {
    file,
    remedy: 'Bring it back from a copy; the version that it made is unharmed.',
  });
}

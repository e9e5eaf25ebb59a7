import { PlumblineError } from '#core/contract/errors.ts';
import { RunRecord } from '#core/contract/runs.ts';
import type { FileReader, Files } from '#core/platform/files.ts';

/** The file that says what a run was and how it ended, inside its folder. */
export const RUN_FILE = 'run.json';

/** Replaces the record in `folder` in one step. */
export function writeRecord(files: Files, folder: string, record: RunRecord): Promise<void> {
  return files.writeAtomic(files.join(folder, RUN_FILE), `${JSON.stringify(record, null, 2)}\n`);
}

/** Null where the record is missing or not whole. */
export async function readRecord(files: FileReader, folder: string): Promise<RunRecord | null> {
  const path = files.join(folder, RUN_FILE);
  if (!(await files.exists(path))) return null;
  const text = await files.readText(path);
  try {
    return RunRecord.parse(JSON.parse(text));
  } catch {
    return null; // the caller says so, or leaves it out of a list
  }
}

export function unknownRun(id: string): PlumblineError {
  return new PlumblineError('NOT_FOUND', `There is no run ${id}.`, {
    remedy: 'List the runs and choose one of them.',
  });
}

export function damagedRun(id: string, file: string): PlumblineError {
  return new PlumblineError('DAMAGED', `The record of run ${id} cannot be read.`, {
    file,
    remedy: 'Bring it back from a copy; the version that it made is unharmed.',
  });
}

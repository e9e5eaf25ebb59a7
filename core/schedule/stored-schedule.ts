import { z } from 'zod';
import { ScheduleState } from '#core/contract/schedule.ts';
import type { FileReader, Files } from '#core/platform/files.ts';
import { FileNote } from './file-note.ts';

/** Imports that were begun together, and the training that follows them. */
export const Chain = z.object({
  imports: z.array(z.object({ path: z.string(), sha256: z.string(), job: z.string() })),
  /** How many of them brought something; without any there is nothing to train for. */
  imported: z.number().int(),
  /** The training's job; null while it has not begun. */
  training: z.string().nullable(),
});
export type Chain = z.infer<typeof Chain>;

/** The content of schedule.json. */
export const StoredSchedule = z.object({
  schema: z.literal(1),
  lookedAt: z.string().nullable(),
  files: z.array(FileNote),
  chain: Chain.nullable(),
  daily: z.object({ time: z.string(), doneUpTo: z.string() }).nullable(),
  last: ScheduleState.shape.last,
});
export type StoredSchedule = z.infer<typeof StoredSchedule>;

export const NOTHING_STORED: StoredSchedule = {
  ...{ schema: 1, lookedAt: null, files: [], chain: null, daily: null, last: null },
};

/**
 * What is known of the schedule. Where the file cannot be read, nothing is: everything is looked at anew, and what was
 * imported is known from the ledger.
 */
export async function readSchedule(files: FileReader, path: string): Promise<StoredSchedule> {
  if (!(await files.exists(path))) return NOTHING_STORED;
  try {
    return StoredSchedule.safeParse(JSON.parse(await files.readText(path))).data ?? NOTHING_STORED;
  } catch (error) {
    if (error instanceof SyntaxError) return NOTHING_STORED;
    throw error;
  }
}

export const writeSchedule = (files: Files, path: string, stored: StoredSchedule): Promise<void> =>
  files.writeAtomic(path, `${JSON.stringify(stored, null, 1)}\n`);

/** Whether more is different than when was looked: only then is it worth writing. */
export const saysSomethingNew = (before: StoredSchedule, after: StoredSchedule): boolean =>
  JSON.stringify(withoutTimes(before)) !== JSON.stringify(withoutTimes(after));

const withoutTimes = (stored: StoredSchedule) => ({
  ...stored,
  lookedAt: null,
  files: stored.files.map((note) => ({ ...note, seenAt: null })),
});

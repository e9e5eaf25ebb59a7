import { PlumblineError } from '#core/contract/errors.ts';
import type { Files } from '#core/platform/files.ts';
import {
  readSchedule,
  type StoredSchedule,
  saysSomethingNew,
  writeSchedule,
} from './stored-schedule.ts';

/** What is known of the schedule, in memory and on the disk. */
export interface ScheduleBook {
  read(): Promise<StoredSchedule>;
  /** Changes some of it; it is written where that says something new. */
  change(changes: Partial<StoredSchedule>): Promise<void>;
  /** Does what must not be left halfway. Throws CANCELLED once the book is closed. */
  act<Result>(work: () => Promise<Result>): Promise<Result>;
  closed(): boolean;
  /** Waits for what is being done; nothing begins any more. */
  close(): Promise<void>;
}

export function openBook(files: Files, path: string): ScheduleBook {
  let stored: StoredSchedule | null = null;
  let acting: Promise<unknown> = Promise.resolve();
  let closed = false;
  const read = async () => {
    stored ??= await readSchedule(files, path);
    return stored;
  };
  const act = <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (closed) throw new PlumblineError('CANCELLED', 'The workspace is being closed.');
    const done = work();
    acting = done.catch(() => undefined); // whoever asked for it hears of it
    return done;
  };
  return {
    ...{ read, act },
    async change(changes) {
      const before = await read();
      const after = { ...before, ...changes };
      stored = after;
      if (saysSomethingNew(before, after)) await act(() => writeSchedule(files, path, after));
    },
    closed: () => closed,
    async close() {
      closed = true;
      await acting;
    },
  };
}

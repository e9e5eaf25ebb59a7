import type { FirstHit } from '#core/contract/monitor.ts';
import type { Clock } from '#core/platform/clock.ts';
import type { Files } from '#core/platform/files.ts';
import type { Timer } from '#core/platform/timer.ts';
import { addToDay, firstDay, removeDaysBefore } from './day-files.ts';
import { type AnsweredSearch, type Batch, createTally } from './tally.ts';

/** Counts answers. Counting costs next to nothing and never fails; counts are written in batches. */
export interface Recorder {
  searched(search: AnsweredSearch): void;
  /** Texts of a table. */
  matched(version: string, hits: readonly FirstHit[], compared: boolean): void;
  /** Writes what is counted so far. Never rejects: see `failure`. */
  flush(): Promise<void>;
  /** Why the last batch is not written yet, in words; it is tried again with the next one. */
  failure(): string | null;
  /** Forgets everything; returns how many bytes that were. */
  clear(): Promise<number>;
  /** Writes what is left, and removes what is too old. */
  close(): Promise<void>;
}

export interface RecorderDeps {
  files: Files;
  /** Of the records. */
  folder: string;
  clock: Clock;
  timer: Timer;
  settings(): Promise<{ monitor: boolean; monitorDays: number }>;
}

/** A crash loses at most what was counted in so many milliseconds, or so many answers. */
const BATCH_MS = 5000;
const BATCH_ANSWERS = 200;

/** Records the answers of one process, the only one that writes below `folder`. */
export function createRecorder(deps: RecorderDeps): Recorder {
  const { files, folder, clock, timer } = deps;
  const tally = createTally(clock);
  const writer = batchWriter(deps, tally.putBack);
  let answers = 0;
  let callOff: (() => void) | null = null;

  const flush = (all: boolean): Promise<void> => {
    callOff?.();
    answers = 0;
    const written = writer.write(tally.take(all));
    // What may still be typed on goes with the next batch.
    callOff = tally.typing() ? timer(BATCH_MS, () => void flush(false)) : null;
    return written;
  };
  const counted = (number: number): void => {
    answers += number;
    if (answers >= BATCH_ANSWERS) void flush(false);
    else callOff ??= timer(BATCH_MS, () => void flush(false));
  };
  return {
    searched(search) {
      tally.searched(search);
      counted(1);
    },
    matched(version, hits, compared) {
      if (hits.length === 0) return;
      tally.matched(version, hits, compared);
      counted(hits.length);
    },
    flush: () => flush(true),
    failure: writer.failure,
    async clear() {
      await flush(true);
      tally.take(true);
      const bytes = (await files.exists(folder)) ? await files.size(folder) : 0;
      await files.remove(folder);
      return bytes;
    },
    close: () => flush(true),
  };
}

/** Writes batches one after another; one that cannot be written is put back. */
function batchWriter(deps: RecorderDeps, putBack: (batch: Batch) => void) {
  const { files, folder, clock } = deps;
  let last: Promise<void> = Promise.resolve();
  let failure: string | null = null;
  let pruned = '';
  const prune = async (days: number): Promise<void> => {
    const first = firstDay(clock.now(), days);
    if (first === pruned) return;
    await removeDaysBefore(files, folder, first);
    pruned = first;
  };
  const write = async (batch: Batch): Promise<void> => {
    try {
      const { monitor, monitorDays } = await deps.settings();
      for (const [day, versions] of monitor ? [...batch] : []) {
        await addToDay(files, folder, day, versions);
        batch.delete(day);
      }
      await prune(monitorDays);
      failure = null;
    } catch (error) {
      // Counting must not get in the way of answering; the counts stay small however long this goes on.
      failure = error instanceof Error ? error.message : String(error);
      putBack(batch);
    }
  };
  return {
    failure: () => failure,
    write(batch: Batch): Promise<void> {
      last = last.then(() => write(batch));
      return last;
    },
  };
}

/** For a process that may only read: it records nothing. */
export const NO_RECORDER: Recorder = {
  searched: () => {},
  matched: () => {},
  flush: async () => {},
  failure: () => null,
  clear: async () => 0,
  close: async () => {},
};

import { PlumblineError } from '#core/contract/errors.ts';
import type { JobState } from '#core/contract/jobs.ts';
import type { ScheduleState } from '#core/contract/schedule.ts';
import type { Clock } from '#core/platform/clock.ts';
import type { Files } from '#core/platform/files.ts';
import type { Timer } from '#core/platform/timer.ts';
import { begin, beginImports, type Starters } from './begin.ts';
import { followChain, isGoing } from './chain.ts';
import { currentNote, dueSince } from './daily.ts';
import { type FileNote, isSettling } from './file-note.ts';
import { type Imports, isTakeable } from './file-state.ts';
import { nextStep } from './next-step.ts';
import { readFiles } from './read-files.ts';
import { openBook, type ScheduleBook } from './schedule-book.ts';
import { scheduleLoop } from './schedule-loop.ts';
import { type ScheduleSettings, scheduleState } from './schedule-state.ts';
import { isOpen, outcomeWords } from './schedule-words.ts';
import type { StoredSchedule } from './stored-schedule.ts';

/** What the schedule needs of the workspace. */
export interface SchedulerDeps extends Starters {
  files: Files;
  /** Of schedule.json. */
  path: string;
  clock: Clock;
  timer: Timer;
  /** Waits, and keeps the process alive meanwhile. */
  pause(milliseconds: number): Promise<void>;
  settings(): Promise<ScheduleSettings>;
  imports(): Promise<Imports>;
  /** The jobs of this process, and interrupted ones. */
  jobs(): JobState[];
}

/** Watches files and the clock, and begins what is due. */
export interface Scheduler {
  state(): Promise<ScheduleState>;
  /** Looks at every place now, and a moment later where something may still be written. */
  look(): Promise<ScheduleState>;
  /** Takes in what has changed; a training follows. Returns the imports' jobs. Throws BAD_INPUT where nothing has. */
  take(): Promise<{ jobs: string[] }>;
  ignore(): Promise<ScheduleState>;
  /** From now on it acts by itself. */
  start(): void;
  close(): Promise<void>;
}

/** Milliseconds until a second look tells what is whole. */
const SETTLE_MS = 1000;

export function createScheduler(deps: SchedulerDeps): Scheduler {
  const { files, path, clock, timer } = deps;
  const book = openBook(files, path);
  const watch = watcher(book, deps);
  const loop = scheduleLoop(
    { clock, timer },
    {
      look: () => watch.look(false),
      act: () => watch.advance(true),
      following: async () => {
        const { chain, last } = await book.read();
        return chain !== null || isOpen(last);
      },
    },
  );
  let took = false;
  const state = async () => {
    const settings = await deps.settings();
    const imports = await deps.imports();
    const around = { settings, imports, now: clock.now(), idle: loop.idle() };
    return scheduleState(await book.read(), around);
  };
  const lookTwice = async () => {
    await watch.look(true);
    if (!(await book.read()).files.some(isSettling)) return;
    await deps.pause(SETTLE_MS);
    await watch.look(true);
  };
  return {
    state,
    look: () =>
      loop.inTurn(async () => {
        await lookTwice();
        // A process that only looks begins nothing, but what it has taken in itself.
        if (loop.started() || took) await watch.advance(loop.started());
        return state();
      }),
    take: () =>
      loop.inTurn(async () => {
        await lookTwice();
        const wanted = await watch.toTake();
        took = true;
        return { jobs: await beginImports(wanted, book, deps) };
      }),
    ignore: () =>
      loop.inTurn(async () => {
        await lookTwice();
        await watch.ignore();
        return state();
      }),
    start: loop.start,
    async close() {
      loop.stop();
      await book.close();
    },
  };
}

/** The single things that a schedule does, one at a time. */
function watcher(book: ScheduleBook, deps: SchedulerDeps) {
  const { files, clock } = deps;
  const takeable = async (): Promise<FileNote[]> => {
    const imports = await deps.imports();
    return (await book.read()).files.filter((note) => isTakeable(note, imports));
  };
  const follow = async (): Promise<void> => {
    const { dailyAt } = await deps.settings();
    const { chain, files: notes, daily, last } = await book.read();
    const jobs = deps.jobs();
    await book.change({
      ...(chain && followChain(chain, notes, jobs)),
      daily: currentNote(daily, dailyAt, clock.now()),
      last: followLast(last, jobs),
    });
  };
  return {
    async look(again: boolean): Promise<void> {
      const { watch: places } = await deps.settings();
      const at = clock.now().toISOString();
      const notes = await readFiles(files, (await book.read()).files, { places, at, again });
      if (!book.closed())
        await book.change({ files: notes, lookedAt: places.length > 0 ? at : null });
    },
    /** Goes on with what was begun; `alone`: begins what is due, too. */
    async advance(alone: boolean): Promise<void> {
      await follow();
      const { onChange } = await deps.settings();
      const { chain, daily } = await book.read();
      const step = nextStep({
        busy: deps.jobs().some(isGoing),
        chain,
        due: alone ? dueSince(daily, clock.now()) : null,
        onChange: alone ? onChange : 'offer',
        takeable: await takeable(),
      });
      await begin(step, book, deps);
    },
    /** Throws BAD_INPUT where there is nothing. */
    async toTake(): Promise<FileNote[]> {
      await follow();
      const going = new Set((await book.read()).chain?.imports.map((one) => one.path));
      const wanted = (await takeable()).filter((note) => !going.has(note.path));
      if (wanted.length === 0) throw nothingToTake(going.size > 0);
      return wanted;
    },
    async ignore(): Promise<void> {
      const unwanted = new Set((await takeable()).map((note) => note.path));
      const notes = (await book.read()).files.map((note) =>
        unwanted.has(note.path) ? { ...note, ignored: note.content?.sha256 ?? null } : note,
      );
      await book.change({ files: notes });
    },
  };
}

function followLast(
  last: StoredSchedule['last'],
  jobs: readonly JobState[],
): StoredSchedule['last'] {
  if (last === null || last.job === null) return last;
  const job = jobs.find(({ id }) => id === last.job);
  return job || isOpen(last) ? { ...last, words: outcomeWords(job) } : last;
}

function nothingToTake(going: boolean): PlumblineError {
  return going
    ? new PlumblineError('BAD_INPUT', 'What has changed is being imported already.', {
        remedy: 'Wait until its job has ended.',
      })
    : new PlumblineError('BAD_INPUT', 'No watched file has changed.', {
        remedy: 'Look at the list of watched files for those that are missing or were refused.',
      });
}

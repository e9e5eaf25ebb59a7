import { PlumblineError } from '#core/contract/errors.ts';
import type { JobState } from '#core/contract/jobs.ts';
import type { Clock } from '#core/platform/clock.ts';
import type { Files } from '#core/platform/files.ts';
import { createJobBoard, interruptedJob } from './job-board.ts';
import type { RunJob } from './job-events.ts';
import { cancel, enqueue, idle, type JobQueue, type NewJob, setPaused, stop } from './job-queue.ts';
import { hasEnded } from './job-state.ts';
import { journalsIn } from './journal.ts';

/** One job at a time, first come first served. Each function that takes an id throws NOT_FOUND for an unknown one. */
export interface JobManager {
  /** Finds the jobs that a killed process left unfinished; returns names of journals that cannot be read. */
  open(): Promise<{ unreadable: string[] }>;
  /** Returns the job's id once its journal is on the disk. */
  enqueue(job: NewJob): Promise<string>;
  get(id: string): JobState;
  /** What the job was asked to do. */
  requestOf(id: string): unknown;
  /** Newest first. */
  list(): JobState[];
  /** The state now and after every change, at most ten a second; ends with the job or the signal. */
  watch(id: string, signal?: AbortSignal): AsyncGenerator<JobState>;
  /** A queued job ends at once, a running one as soon as it notices; an ended one stays as it is. */
  cancel(id: string): Promise<JobState>;
  /** Holds a running job at its next step, or lets a paused one go on; any other stays as it is. */
  setPaused(id: string, paused: boolean): JobState;
  /** Runs an interrupted job again under a new id, which it returns. */
  resume(id: string): Promise<string>;
  /** Forgets a job that has ended or was interrupted. */
  dismiss(id: string): Promise<void>;
  /** Resolves when no job runs or waits. */
  idle(): Promise<void>;
  /** Stops; unfinished jobs keep their journals and can be resumed after the next start. */
  close(): Promise<void>;
  /** Jobs that somebody watches. */
  watched(): number;
}

interface Options {
  files: Files;
  /** Of the journals. */
  folder: string;
  clock: Clock;
  runJob: RunJob;
}

export function createJobManager({ files, folder, clock, runJob }: Options): JobManager {
  const board = createJobBoard();
  const journals = journalsIn(files, folder);
  const queue: JobQueue = {
    ...{ board, journals, clock, runJob },
    ...{ waiting: [], running: null, closing: false },
  };

  async function dismiss(id: string): Promise<void> {
    const { state } = board.get(id).tracked;
    if (!hasEnded(state)) throw wrongMoment(state, 'Cancel it first.');
    await journals.remove(id);
    board.forget(id);
  }

  async function resume(id: string): Promise<string> {
    const { tracked, request } = board.get(id);
    const { kind, title, status } = tracked.state;
    if (status !== 'interrupted') throw wrongMoment(tracked.state, 'Start it anew instead.');
    const next = await enqueue(queue, { kind, title, request });
    await dismiss(id);
    return next;
  }

  return {
    dismiss,
    resume,
    enqueue: (job) => enqueue(queue, job),
    cancel: (id) => cancel(queue, id),
    setPaused: (id, paused) => setPaused(queue, id, paused),
    idle: () => idle(queue),
    close: () => stop(queue),
    list: board.list,
    get: (id) => board.get(id).tracked.state,
    requestOf: (id) => board.get(id).request,
    watch: board.watch,
    watched: board.watched,
    async open() {
      const { journals: left, unreadable } = await journals.read();
      for (const journal of left) board.put(interruptedJob(journal));
      return { unreadable };
    },
  };
}

function wrongMoment({ title, status }: JobState, remedy: string): PlumblineError {
  return new PlumblineError('BAD_INPUT', `"${title}" is ${status}.`, { remedy });
}

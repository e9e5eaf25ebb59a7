import { PlumblineError } from '#core/contract/errors.ts';
import type { JobError, JobKind, JobState } from '#core/contract/jobs.ts';
import type { Clock } from '#core/platform/clock.ts';
import type { JobBoard } from './job-board.ts';
import { isAbort, toJobError } from './job-error.ts';
import type { JobEvent, JobResult, RunJob } from './job-events.ts';
import {
  endedJob,
  type Moment,
  pausedJob,
  queuedJob,
  runningStage,
  startedJob,
  tickedJob,
  unpausedJob,
} from './job-state.ts';
import type { Journals } from './journal.ts';
import { createPauseSwitch, type PauseSwitch } from './pause-switch.ts';

export interface NewJob {
  kind: JobKind;
  /** For people: "Import feedback.csv". */
  title: string;
  /** As JSON keeps it; uploaded content lies in a file by now. */
  request: unknown;
}

/** The one job that runs and those that wait for it. */
export interface JobQueue {
  board: JobBoard;
  journals: Journals;
  clock: Clock;
  runJob: RunJob;
  waiting: string[];
  running: RunningJob | null;
  /** No further job begins. */
  closing: boolean;
}

interface RunningJob {
  id: string;
  controller: AbortController;
  pause: PauseSwitch;
  ended: Promise<void>;
  /** It is stopped because the engine closes, not because somebody cancelled it: it shall be resumed. */
  interrupted: boolean;
}

/** Milliseconds between two signs of life of a running job. */
const HEARTBEAT_MS = 400;

type End = { result: JobResult } | { error: JobError };

/** Adds a job; returns its id once its journal is on the disk. */
export async function enqueue(queue: JobQueue, job: NewJob): Promise<string> {
  const { board, clock } = queue;
  const id = newJobId(board, clock.now());
  const { kind, title, request } = job;
  board.put({ tracked: queuedJob({ id, kind, title }, moment(clock)), request });
  try {
    await saveJournal(queue, id);
  } catch (error) {
    board.forget(id);
    throw error;
  }
  queue.waiting.push(id);
  startNext(queue);
  return id;
}

/** A queued job ends at once, a running one as soon as it notices. */
export async function cancel(queue: JobQueue, id: string): Promise<JobState> {
  const { board, waiting, running, journals, clock } = queue;
  const place = waiting.indexOf(id);
  if (place >= 0) {
    waiting.splice(place, 1);
    await journals.remove(id);
    const error = toJobError(cancelled());
    return board.update(id, (tracked) => endedJob(tracked, { error }, moment(clock)));
  }
  if (running?.id === id) {
    running.controller.abort();
    // It must go on to notice.
    running.pause.set(false);
  }
  return board.get(id).tracked.state;
}

/** Holds the running job at its next step, or lets it go on; others stay as they are. */
export function setPaused(queue: JobQueue, id: string, paused: boolean): JobState {
  const { board, running, clock } = queue;
  const { state } = board.get(id).tracked;
  const can = paused ? state.status === 'running' : state.status === 'paused';
  if (!can || running?.id !== id || running.controller.signal.aborted) return state;
  running.pause.set(paused);
  const change = paused ? pausedJob : unpausedJob;
  return board.update(id, (tracked) => change(tracked, moment(clock)));
}

/** Resolves when nothing runs or waits. */
export async function idle(queue: JobQueue): Promise<void> {
  while (queue.running) await queue.running.ended;
}

/** Stops everything; journals stay where jobs had not ended. */
export async function stop(queue: JobQueue): Promise<void> {
  queue.closing = true;
  const { running } = queue;
  if (running) {
    running.interrupted = !running.controller.signal.aborted;
    running.controller.abort();
    running.pause.set(false);
  }
  await idle(queue);
  for (const id of queue.waiting.splice(0)) queue.board.interrupt(id);
}

function startNext(queue: JobQueue): void {
  if (queue.running || queue.closing) return;
  const id = queue.waiting.shift();
  if (id === undefined) return;
  const controller = new AbortController();
  // Set before the work begins: its first events arrive at once.
  const pause = createPauseSwitch();
  queue.running = { id, controller, pause, ended: Promise.resolve(), interrupted: false };
  queue.running.ended = work(queue, id, controller.signal, pause);
}

async function work(
  queue: JobQueue,
  id: string,
  signal: AbortSignal,
  pause: PauseSwitch,
): Promise<void> {
  const { board, clock } = queue;
  const { kind } = board.update(id, (tracked) => startedJob(tracked, moment(clock)));
  note(queue, id);
  // Somebody who watches sees the time go on while a stage has nothing to report.
  const heartbeat = setInterval(
    () => board.update(id, (tracked) => tickedJob(tracked, moment(clock))),
    HEARTBEAT_MS,
  );
  try {
    const { request } = board.get(id);
    const emit = (event: JobEvent) => receive(queue, id, event);
    const result = await queue.runJob(kind, request, emit, signal, pause);
    await finish(queue, id, { result });
  } catch (error) {
    const why = signal.aborted && isAbort(error) ? cancelled() : error;
    await finish(queue, id, { error: toJobError(why) });
  } finally {
    clearInterval(heartbeat);
  }
  queue.running = null;
  startNext(queue);
}

function receive(queue: JobQueue, id: string, event: JobEvent): void {
  if (queue.running?.id !== id) return; // a late word of a job that has ended
  queue.board.apply(id, event, moment(queue.clock));
  if (event.type === 'stage' && event.state === 'running') note(queue, id);
}

/** The journal goes before the end is told: what was told to be done is never offered for resuming. */
async function finish(queue: JobQueue, id: string, end: End): Promise<void> {
  const { board, journals, clock, running } = queue;
  if (running?.interrupted && 'error' in end) {
    board.interrupt(id);
    return;
  }
  await journals.remove(id).catch((error) => warn(queue, id, error));
  board.update(id, (tracked) => endedJob(tracked, end, moment(clock)));
}

/** A journal that cannot be written must not end the job; its log says so. */
function note(queue: JobQueue, id: string): void {
  saveJournal(queue, id).catch((error) => warn(queue, id, error));
}

function warn({ board, clock }: JobQueue, id: string, error: unknown): void {
  const message = `The journal for resuming this job fails. ${toJobError(error).message}`;
  board.apply(id, { type: 'log', level: 'warn', message }, moment(clock));
}

function saveJournal({ board, journals }: JobQueue, id: string): Promise<void> {
  const { tracked, request } = board.get(id);
  const { kind, title, startedAt, status } = tracked.state;
  return journals.write({
    schema: 1,
    id,
    kind,
    title,
    startedAt,
    status: status === 'queued' ? 'queued' : 'running',
    stage: runningStage(tracked.state)?.stage ?? null,
    request,
  });
}

function moment(clock: Clock): Moment {
  return { elapsed: clock.elapsed(), iso: clock.now().toISOString() };
}

/** `job-<UTC yyyymmdd>-<hhmmss>-<n>`; unique among the jobs of this process and the interrupted ones. */
function newJobId(board: JobBoard, now: Date): string {
  const [day, time] = now.toISOString().slice(0, 19).replace(/[-:]/g, '').split('T');
  for (let n = 1; ; n += 1) {
    const id = `job-${day}-${time}-${n}`;
    if (!board.has(id)) return id;
  }
}

function cancelled(): PlumblineError {
  return new PlumblineError('CANCELLED', 'Cancelled at your request.', {
    remedy: 'Nothing of it was kept; start it again when you like.',
  });
}

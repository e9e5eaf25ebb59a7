import { PlumblineError } from '#core/contract/errors.ts';
import type { JobState } from '#core/contract/jobs.ts';
import { failureLines, jobFailure, toFailure } from './failure.ts';
import { type EngineClient, type Runtime, writeLines } from './runtime.ts';
import { createProgressWriter } from './terminal/progress-writer.ts';

/**
 * Starts a job, shows its progress on stderr and waits for its end. An aborted signal cancels the
 * job and the wait goes on until it has stopped.
 * Returns the last state of a job that is done; throws the job's error, or CANCELLED.
 */
export async function runJob(
  runtime: Runtime,
  client: EngineClient,
  start: () => Promise<{ id: string }>,
): Promise<JobState> {
  runtime.signal.throwIfAborted();
  const { id } = await start();
  const progress = createProgressWriter(runtime.stderr, runtime.now);
  try {
    return outcome(await followJob(client, id, runtime.signal, progress.update));
  } finally {
    progress.end();
  }
}

/** Follows the push that a training has set going by itself; what becomes of it is no failure of the training. */
export async function followPush(runtime: Runtime, client: EngineClient): Promise<void> {
  const jobs = await client.jobs.list();
  const push = jobs.find(
    ({ kind, status }) => kind === 'push-mlflow' && (status === 'queued' || status === 'running'),
  );
  if (!push) return;
  try {
    await runJob(runtime, client, async () => ({ id: push.id }));
  } catch (error) {
    const again = 'The version is made; plumbline mlflow push does this again.';
    writeLines(runtime.stderr, [...failureLines(toFailure(error)), again]);
  }
}

/** Hands every state of a job to `onState`, cancels the job when the signal is aborted, and returns its last state. */
export async function followJob(
  client: EngineClient,
  id: string,
  signal: AbortSignal,
  onState: (state: JobState) => void,
): Promise<JobState> {
  const cancel = () => {
    // A job that has just ended cannot be cancelled; its last state says how it ended.
    client.jobs.cancel({ id }).catch(() => undefined);
  };
  signal.addEventListener('abort', cancel, { once: true });
  if (signal.aborted) cancel();
  try {
    let last: JobState | undefined;
    for await (const state of await client.jobs.watch({ id })) {
      last = state;
      onState(state);
    }
    if (!last) throw new PlumblineError('NOT_FOUND', `The job ${id} has left no trace.`);
    return last;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

function outcome(state: JobState): JobState {
  if (state.status === 'done') return state;
  if (state.status === 'cancelled')
    throw new PlumblineError('CANCELLED', 'Cancelled.', {
      remedy: 'What was there before is unchanged.',
    });
  const failure = jobFailure(state.error);
  if (failure.code === 'INTERNAL') throw new Error(failure.message);
  throw new PlumblineError(failure.code, failure.message, failure.detail);
}

import { PlumblineError } from '#core/contract/errors.ts';
import { fromJobError } from './job-error.ts';
import type { JobResult, RunJob } from './job-events.ts';
import type { FromWorker, ToWorker } from './job-messages.ts';

/** What is needed of a worker thread or process. */
export interface WorkerLike {
  postMessage(message: ToWorker): void;
  onMessage(listener: (message: FromWorker) => void): void;
  /** The thread is gone; `error` is what it did not catch, if anything. */
  onExit(listener: (code: number, error?: Error) => void): void;
  terminate(): void;
}

interface Options {
  /** Starts a worker for one job. */
  spawn: () => WorkerLike;
  /** Milliseconds that a cancelled worker has to stop by itself. */
  graceMs?: number;
}

/** Runs each job in a worker of its own, which is terminated when the job ends. */
export function createRemoteRunner({ spawn, graceMs = 5000 }: Options): RunJob {
  return (kind, request, emit, signal, pause) =>
    new Promise<JobResult>((resolve, reject) => {
      if (signal.aborted) throw stopped();
      const worker = spawn();
      let grace: ReturnType<typeof setTimeout> | undefined;
      const cancel = () => {
        worker.postMessage({ type: 'cancel' });
        grace = setTimeout(() => end(() => reject(stopped())), graceMs);
      };
      const silence = pause.onChange((paused) => worker.postMessage({ type: 'pause', paused }));
      const end = (settle: () => void) => {
        clearTimeout(grace);
        silence();
        signal.removeEventListener('abort', cancel);
        settle();
        worker.terminate();
      };
      signal.addEventListener('abort', cancel);
      worker.onMessage((message) => {
        if (message.type === 'result') end(() => resolve(message.result));
        else if (message.type === 'error') end(() => reject(fromJobError(message.error)));
        else emit(message);
      });
      worker.onExit((code, error) =>
        end(() => reject(signal.aborted ? stopped() : died(code, error))),
      );
      worker.postMessage({ type: 'start', kind, request });
    });
}

function stopped(): PlumblineError {
  return new PlumblineError('CANCELLED', 'Cancelled at your request.', {
    remedy: 'Nothing of it was kept; start it again when you like.',
  });
}

function died(code: number, cause?: Error): Error {
  const why = cause ? `: ${cause.message}` : ` (exit code ${code})`;
  return new Error(`The job's worker ended before the job did${why}. Start the job again.`, {
    cause,
  });
}

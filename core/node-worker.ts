import { Worker } from 'node:worker_threads';

/** Entries of worker threads that are built; without one, its work is done in the thread that asks, as tests do. */
export interface BuiltWorkers {
  /** Runs one job. */
  job?: URL;
  /** Holds the vectors of one index and scans them. */
  scan?: URL;
  /** Answers texts of a table. */
  match?: URL;
}

/** Those of a build, whose folder ends with a slash. */
export function builtWorkers(folder: URL): Required<BuiltWorkers> {
  const entry = (name: string) => new URL(`${name}-worker.js`, folder);
  return { job: entry('job'), scan: entry('scan'), match: entry('match') };
}

/** A worker thread that is spoken to in messages of two types. */
export interface NodeWorker<To, From> {
  postMessage(message: To, transfer?: readonly ArrayBuffer[]): void;
  onMessage(listener: (message: From) => void): void;
  /** The thread is gone; `error` is what it did not catch, if anything. */
  onExit(listener: (code: number, error?: Error) => void): void;
  /** Settles when the thread is gone. */
  terminate(): Promise<void>;
}

/** Starts a thread with a built file as its entry. */
export function spawnWorker<To, From>(url: URL, workerData?: unknown): NodeWorker<To, From> {
  const worker = new Worker(url, { workerData });
  let uncaught: Error | undefined;
  worker.on('error', (error: Error) => {
    uncaught = error;
  });
  return {
    postMessage: (message, transfer = []) => worker.postMessage(message, transfer),
    onMessage: (listener) => worker.on('message', listener),
    onExit: (listener) => worker.on('exit', (code) => listener(code, uncaught)),
    terminate: async () => void (await worker.terminate()),
  };
}

import { Worker } from 'node:worker_threads';
import type { RunJob } from '#core/jobs/job-events.ts';
import type { FromWorker } from '#core/jobs/job-messages.ts';
import { createRemoteRunner, type WorkerLike } from '#core/jobs/remote-runner.ts';
import { silentContext } from '#core/platform/node/job-context.ts';
import { createWorkspace } from '#core/workspace/open-workspace.ts';
import { createEngine, type Engine } from './engine.ts';
import { nodeRunJob } from './node-jobs.ts';
import { nodeWiring } from './node-wiring.ts';

// LanceDB's own log would mix with the terminal's progress; errors still reach us as exceptions. It must be set here:
// a worker thread has only a copy of the environment, which native code does not see.
process.env.LANCEDB_LOG ??= 'error';

export interface NodeEngineOptions {
  /** The workspace, an absolute path. */
  folder: string;
  /** Look only: takes no lock, so that it works while another process writes. */
  readOnly?: boolean;
  /** The built job-worker; without it jobs run in this thread, as tests do. */
  workerUrl?: URL;
}

/** Opens a workspace with this machine's adapters. Throws NOT_FOUND, BUSY, NEWER_WORKSPACE or DAMAGED. */
export async function openNodeEngine(options: NodeEngineOptions): Promise<Engine> {
  const { folder, readOnly = false, workerUrl } = options;
  const wiring = nodeWiring();
  return createEngine(
    { folder, readOnly },
    {
      ...wiring,
      quietContext: silentContext(wiring.clock),
      jobRunner: (of): RunJob =>
        workerUrl
          ? createRemoteRunner({ spawn: () => spawnWorker(workerUrl, of) })
          : nodeRunJob(of, wiring),
    },
  );
}

/** Makes an empty workspace. Throws BAD_INPUT where there is one already. */
export function createNodeWorkspace(options: { folder: string; name: string }): Promise<void> {
  return createWorkspace(options.folder, options.name, nodeWiring());
}

function spawnWorker(url: URL, folder: string): WorkerLike {
  const worker = new Worker(url, { workerData: { folder } });
  let uncaught: Error | undefined;
  worker.on('error', (error: Error) => {
    uncaught = error;
  });
  return {
    postMessage: (message) => worker.postMessage(message),
    onMessage: (listener) => worker.on('message', (message: FromWorker) => listener(message)),
    onExit: (listener) => worker.on('exit', (code) => listener(code, uncaught)),
    terminate: () => {
      // What it returns only says when the thread is gone; nobody waits for that.
      void worker.terminate();
    },
  };
}

import type { RunJob } from '#core/jobs/job-events.ts';
import type { FromWorker, ToWorker } from '#core/jobs/job-messages.ts';
import { createRemoteRunner, type WorkerLike } from '#core/jobs/remote-runner.ts';
import { silentContext } from '#core/platform/node/job-context.ts';
import { createWorkspace } from '#core/workspace/open-workspace.ts';
import { createEngine, type Engine } from './engine.ts';
import type { JobWorkerData } from './node-job-worker.ts';
import { nodeRunJob } from './node-jobs.ts';
import { nodeWiring } from './node-wiring.ts';
import { spawnWorker } from './node-worker.ts';

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
  /** The built scan-worker; without it vectors are scanned in the thread that asks, as tests do. */
  scanWorkerUrl?: URL;
}

/** Opens a workspace with this machine's adapters. Throws NOT_FOUND, BUSY, NEWER_WORKSPACE or DAMAGED. */
export async function openNodeEngine(options: NodeEngineOptions): Promise<Engine> {
  const { folder, readOnly = false, workerUrl, scanWorkerUrl } = options;
  const wiring = nodeWiring(scanWorkerUrl && { scanWorkerUrl });
  return createEngine(
    { folder, readOnly },
    {
      ...wiring,
      quietContext: silentContext(wiring.clock),
      jobRunner: (of): RunJob =>
        workerUrl
          ? createRemoteRunner({ spawn: () => spawnJob(workerUrl, of, scanWorkerUrl) })
          : nodeRunJob(of, wiring),
    },
  );
}

/** Makes an empty workspace. Throws BAD_INPUT where there is one already. */
export function createNodeWorkspace(options: { folder: string; name: string }): Promise<void> {
  return createWorkspace(options.folder, options.name, nodeWiring());
}

function spawnJob(url: URL, folder: string, scanWorkerUrl: URL | undefined): WorkerLike {
  const data: JobWorkerData = { folder, scanWorkerUrl: scanWorkerUrl?.href ?? null };
  return spawnWorker<ToWorker, FromWorker>(url, data);
}

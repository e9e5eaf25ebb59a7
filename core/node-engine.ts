import type { RunJob } from '#core/jobs/job-events.ts';
import type { FromWorker, ToWorker } from '#core/jobs/job-messages.ts';
import { createRemoteRunner, type WorkerLike } from '#core/jobs/remote-runner.ts';
import { silentContext } from '#core/platform/node/job-context.ts';
import { createWorkspace } from '#core/workspace/open-workspace.ts';
import { createEngine, type Engine } from './engine.ts';
import type { JobWorkerData } from './node-job-worker.ts';
import { nodeRunJob } from './node-jobs.ts';
import { nodeWiring } from './node-wiring.ts';
import { type BuiltWorkers, spawnWorker } from './node-worker.ts';

// LanceDB's own log would mix with the terminal's progress; errors still reach us as exceptions. It must be set here:
// a worker thread has only a copy of the environment, which native code does not see.
process.env.LANCEDB_LOG ??= 'error';

export interface NodeEngineOptions {
  /** The workspace, an absolute path. */
  folder: string;
  /** Look only: takes no lock, so that it works while another process writes. */
  readOnly?: boolean;
  /** It stays open: watched files and the daily training are seen to. Commands that come and go leave them alone. */
  keepsSchedule?: boolean;
  workers?: BuiltWorkers;
}

/** Opens a workspace with this machine's adapters. Throws NOT_FOUND, BUSY, NEWER_WORKSPACE or DAMAGED. */
export async function openNodeEngine(options: NodeEngineOptions): Promise<Engine> {
  const { folder, readOnly = false, keepsSchedule = false, workers = {} } = options;
  const wiring = nodeWiring(workers);
  const { job } = workers;
  return createEngine(
    { folder, readOnly },
    {
      ...wiring,
      keepsSchedule,
      quietContext: silentContext(wiring.clock),
      jobRunner: (of): RunJob =>
        job
          ? createRemoteRunner({ spawn: () => spawnJob(job, of, workers) })
          : nodeRunJob(of, wiring),
    },
  );
}

/** Makes an empty workspace. Throws BAD_INPUT where there is one already. */
export function createNodeWorkspace(options: { folder: string; name: string }): Promise<void> {
  return createWorkspace(options.folder, options.name, nodeWiring());
}

function spawnJob(url: URL, folder: string, { scan, match }: BuiltWorkers): WorkerLike {
  const data: JobWorkerData = { folder, scan: scan?.href ?? null, match: match?.href ?? null };
  return spawnWorker<ToWorker, FromWorker>(url, data);
}

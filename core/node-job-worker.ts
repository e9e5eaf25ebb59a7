import { parentPort, workerData } from 'node:worker_threads';
import { serveJobs } from '#core/jobs/serve-jobs.ts';
import { nodeRunJob } from './node-jobs.ts';
import { nodeWiring } from './node-wiring.ts';

/** What the thread is started with. */
export interface JobWorkerData {
  /** The workspace's folder. */
  folder: string;
  /** Addresses of the built workers that it may start itself; see BuiltWorkers. */
  scan: string | null;
  match: string | null;
}

/** The entry of a worker thread that runs one job. */
const port = parentPort;
if (port === null) throw new Error('This file is the entry of a worker thread.');

const { folder, scan, match } = workerData as JobWorkerData;
serveJobs(
  {
    postMessage: (message) => port.postMessage(message),
    onMessage: (listener) => port.on('message', listener),
  },
  nodeRunJob(
    folder,
    nodeWiring({
      ...(scan !== null && { scan: new URL(scan) }),
      ...(match !== null && { match: new URL(match) }),
    }),
  ),
);

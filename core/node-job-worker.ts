import { parentPort, workerData } from 'node:worker_threads';
import { serveJobs } from '#core/jobs/serve-jobs.ts';
import { nodeRunJob } from './node-jobs.ts';

/** The entry of a worker thread that runs one job; `workerData` names the workspace's folder. */
const port = parentPort;
if (port === null) throw new Error('This file is the entry of a worker thread.');

const { folder } = workerData as { folder: string };
serveJobs(
  {
    postMessage: (message) => port.postMessage(message),
    onMessage: (listener) => port.on('message', listener),
  },
  nodeRunJob(folder),
);

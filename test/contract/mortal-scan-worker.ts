/** The scan-worker, which also ends when it is told to. */
import '#core/node-scan-worker.ts';
import { parentPort } from 'node:worker_threads';

parentPort?.on('message', ({ type }: { type: string }) => {
  if (type === 'end') process.exit(7);
});

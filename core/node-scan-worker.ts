import { parentPort } from 'node:worker_threads';
import { serveScan } from '#core/index/serve-scan.ts';
import { openStoredScan } from '#core/index/stored-scan.ts';

/** The entry of a worker thread that holds the vectors of one index and scans them. */
const port = parentPort;
if (port === null) throw new Error('This file is the entry of a worker thread.');

serveScan(
  {
    postMessage: (message, transfer = []) => port.postMessage(message, transfer),
    onMessage: (listener) => port.on('message', listener),
  },
  // Measured: a large scan takes as long or less, and the engine's own thread keeps its core.
  (request) => openStoredScan(request, { allowSpinning: false }),
);

import { parentPort } from 'node:worker_threads';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { serveMatches } from '#core/train/serve-matches.ts';
import { openCollection } from '#core/train/served-version.ts';

/** The entry of a worker thread that answers the texts of a table, beside others that do the same. */
const port = parentPort;
if (port === null) throw new Error('This file is the entry of a worker thread.');

serveMatches(
  {
    postMessage: (message, transfer = []) => port.postMessage(message, transfer),
    onMessage: (listener) => port.on('message', listener),
  },
  // Each thread keeps one core busy; several of them share the machine.
  (place, embed) => openCollection(nodeFiles(), place, { embed, intraOpThreads: 1 }),
);

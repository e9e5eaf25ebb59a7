/**
 * Runs a packed engine under Node: stands in for Electron's process.parentPort, which is all that
 * the engine's entry needs of it. Arguments: the unpacked app's folder. Talks over Node's IPC.
 */
import { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const app = process.argv[2];
const parent = new EventEmitter();
parent.postMessage = (message) => process.send(message);
process.parentPort = parent;
process.on('message', (data) => parent.emit('message', { data, ports: [] }));

const entry = join(app, 'dist', 'electron', 'engine-host.js');
// Not loaded by the engine until an onnx embedder is used: see that its imports are all there.
const transformers = createRequire(entry).resolve('@huggingface/transformers');
await import(pathToFileURL(transformers).href);
await import(pathToFileURL(entry).href);
process.send({ type: 'listening' });

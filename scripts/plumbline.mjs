import { requireNode } from './lib/node-version.mjs';

requireNode();
const { runMain } = await import('./lib/main.mjs');
const { runPlumbline } = await import('./lib/run-plumbline.mjs');
await runMain(() => runPlumbline(process.argv.slice(2)));

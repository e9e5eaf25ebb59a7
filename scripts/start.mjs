import { requireNode } from './lib/node-version.mjs';

requireNode();
const { runMain } = await import('./lib/main.mjs');
const { startApp } = await import('./lib/start-app.mjs');
await runMain(() => startApp(process.argv.slice(2)));

import { requireNode } from './lib/node-version.mjs';

requireNode();
const { runMain } = await import('./lib/main.mjs');
const { runAllTests } = await import('./lib/all-tests.mjs');
await runMain(() => runAllTests(process.argv.slice(2)));

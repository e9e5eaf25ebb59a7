import { rmSync } from 'node:fs';
import { requireNode } from './lib/node-version.mjs';

requireNode();
const { runMain, say } = await import('./lib/main.mjs');
const { build } = await import('./lib/build.mjs');
const { ensureInstalled } = await import('./lib/install.mjs');
const { inRoot } = await import('./lib/paths.mjs');

await runMain(async () => {
  await ensureInstalled(say);
  rmSync(inRoot('dist'), { recursive: true, force: true });
  await build();
});

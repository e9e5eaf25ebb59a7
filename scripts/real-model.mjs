import { requireNode } from './lib/node-version.mjs';

requireNode();
const { runMain, say } = await import('./lib/main.mjs');
const { Explained } = await import('./lib/install.mjs');
const { ensureMiniLm } = await import('./lib/real-model.mjs');

/** Fetches the real all-MiniLM-L6-v2, which the benchmarks and the tests on real data use, and says where it lies. */
await runMain(async () => {
  const { path, reason } = await ensureMiniLm(say);
  if (!path) throw new Explained(`all-MiniLM-L6-v2 cannot be had: ${reason}.`);
  say(`all-MiniLM-L6-v2 is in ${path}`);
});

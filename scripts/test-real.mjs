import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { requireNode } from './lib/node-version.mjs';

requireNode();
const { runMain, say } = await import('./lib/main.mjs');
const { ensureBuilt } = await import('./lib/build.mjs');
const { ensureInstalled } = await import('./lib/install.mjs');
const { inRoot, ROOT } = await import('./lib/paths.mjs');
const { ensureMiniLm } = await import('./lib/real-model.mjs');
const { vitest } = await import('./lib/suites.mjs');
const { sumLine, summaryLines } = await import('./lib/summary.mjs');

/**
 * The tests on real data, which lies outside the repository: in PLUMBLINE_DATA or ../shared/data. Those on a real model
 * get its folder as PLUMBLINE_MINILM and skip themselves without it.
 */
await runMain(async () => {
  const data = process.env.PLUMBLINE_DATA
    ? resolve(process.env.PLUMBLINE_DATA)
    : resolve(ROOT, '..', 'shared', 'data');
  const files = testFiles();
  if (!existsSync(data) || files.length === 0) {
    const why =
      files.length === 0 ? 'there are none' : `their data is not in ${data} (PLUMBLINE_DATA)`;
    say(`*** ${files.length} files of tests on real data NOT RUN: ${why} ***`);
    console.log(sumLine([{ passed: 0, failed: 0, skipped: files.length }]));
    return 0;
  }
  await ensureInstalled(say);
  await ensureBuilt(say);
  process.env.PLUMBLINE_DATA = data;
  await prepareModel();
  const result = await vitest(
    'real data',
    '--config',
    inRoot('scripts', 'vitest-real.config.mjs'),
  ).run();
  console.log(`\n${summaryLines([result]).join('\n')}`);
  return result.failed > 0 ? 1 : 0;
});

async function prepareModel() {
  const { path, reason } = await ensureMiniLm(say);
  if (path) {
    process.env.PLUMBLINE_MINILM = path;
    return;
  }
  // Not deleted: the tests would look for it where it is usually kept.
  process.env.PLUMBLINE_MINILM = '';
  say(`*** Tests on the real all-MiniLM-L6-v2 NOT RUN: ${reason}. ***`);
}

function testFiles() {
  const folder = inRoot('test', 'real');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true }).filter((path) =>
    String(path).endsWith('.test.ts'),
  );
}

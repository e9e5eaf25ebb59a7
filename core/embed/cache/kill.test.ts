import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { bitsFound, bitsOf, cacheBelow, keysOf, texts, vectorsOf } from './testing.ts';

const DIMENSIONS = 96;
const SPACE = { id: 'killed', name: 'Killed', dimensions: DIMENSIONS };
/** Texts in the nth batch: blocks of several sizes. */
const sizeOf = (n: number) => 1 + ((n * 37) % 400);

/** Adds batches for ever, from the one that it is told, and says each that is acknowledged. */
const CHILD = `
import { writeSync } from 'node:fs';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { cacheBelow, keysOf, texts, vectorsOf } from '#core/embed/cache/testing.ts';
const sizeOf = ${sizeOf};
const cache = await cacheBelow(process.argv[2], nodeFiles()).open();
const space = await cache.space(${JSON.stringify(SPACE)});
for (let n = Number(process.argv[3]); ; n += 1) {
  const batch = texts(n * 1000, n * 1000 + sizeOf(n));
  await space.add(keysOf(batch), vectorsOf(batch, ${DIMENSIONS}));
  writeSync(1, n + '\\n');
}`;

let root = '';
let script = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'plumbline-cache-kill-'));
  script = join(root, 'child.mjs');
  const entry = join(import.meta.dirname, 'child-of-kill-test.ts');
  await build({
    configFile: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'child',
        enforce: 'pre',
        resolveId: (id) => (id === 'child' ? entry : null),
        load: (id) => (id === entry ? CHILD : null),
      },
    ],
    build: {
      ssr: true,
      outDir: root,
      emptyOutDir: false,
      rollupOptions: { input: 'child', output: { entryFileNames: 'child.mjs' } },
    },
    ssr: { noExternal: true },
  });
}, 60_000);
afterAll(() => rm(root, { recursive: true, force: true }));

/** Kills the child some milliseconds after its nth word; gives the number of the last batch that it acknowledged. */
function killed(first: number, words: number, milliseconds: number): Promise<number> {
  const child = spawn(process.execPath, [script, root, String(first)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const before = said.split('\n').length;
    said += text;
    const now = said.split('\n').length;
    if (before <= words && now > words) setTimeout(() => child.kill('SIGKILL'), milliseconds);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => resolve(Number(said.trimEnd().split('\n').at(-1))));
  });
}

it('kill -9 at any moment loses nothing that was acknowledged, and gives nothing that is wrong', async () => {
  let next = 0;
  for (const [words, milliseconds] of [
    [1, 0],
    [4, 1.5],
    [9, 3],
    [2, 0.7],
    [15, 2],
  ] as const) {
    const acknowledged = await killed(next, words, milliseconds);
    expect(acknowledged).toBeGreaterThanOrEqual(next);
    const cache = await cacheBelow(root, nodeFiles()).open();
    const space = await cache.space(SPACE);
    for (let n = 0; n <= acknowledged + 1; n += 1) {
      const batch = texts(n * 1000, n * 1000 + sizeOf(n));
      const found = await bitsFound(space, keysOf(batch));
      const expected = bitsOf(vectorsOf(batch, DIMENSIONS), DIMENSIONS);
      // The batch under way is there as a whole or not at all.
      const unfinished = n > acknowledged && found[0] === null;
      expect(found).toEqual(unfinished ? batch.map(() => null) : expected);
    }
    await cache.close();
    next = acknowledged + 1;
  }
}, 60_000);

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { formatRun } from '#core/interop/trec.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { readReached } from './search-reached.ts';

let path = '';
beforeEach(async () => {
  path = join(await mkdtemp(join(tmpdir(), 'plumbline-reached-')), 'test.trec');
});
afterEach(() => rm(join(path, '..'), { recursive: true }));

const read = () => readReached(nodeFiles(), path, { breathe: async () => undefined });
const results = (...keys: string[]) => keys.map((key, n) => ({ key, score: 1 - n / 100 }));

it('finds the queries that have an entry among their first ten, best rank first', async () => {
  const eleven = Array.from({ length: 11 }, (_, n) => `k${n}`);
  const run = [
    { query: 'second one', results: results('other', 'a b%') },
    { query: 'first', results: results('a b%', '東京') },
    { query: 'deep', results: results(...eleven) },
  ];
  await writeFile(path, formatRun(run));
  const reached = await read();
  expect(reached.get('a b%')).toEqual([
    { query: 'first', rank: 1 },
    { query: 'second one', rank: 2 },
  ]);
  expect(reached.get('東京')).toEqual([{ query: 'first', rank: 2 }]);
  expect(reached.get('k9')).toEqual([{ query: 'deep', rank: 10 }]);
  expect(reached.has('k10')).toBe(false);
});

it('passes over lines of another shape', async () => {
  await writeFile(path, 'garbage\n\nq Q0 k\nq Q0 k x 1 t\nq Q0 k 0 1 t\nq Q0 good 3 1 t\n');
  expect([...(await read())]).toEqual([['good', [{ query: 'q', rank: 3 }]]]);
});

it('knows of none where there are no predictions', async () => {
  expect((await read()).size).toBe(0);
});

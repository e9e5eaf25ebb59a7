import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startAdam } from '#core/learn/adam.ts';
import { identity } from '#core/learn/multiply.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { adapterCheckpoint } from './adapter-checkpoint.ts';

let cache: string;
beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'plumbline-checkpoint-'));
});
afterEach(() => rm(cache, { recursive: true, force: true }));

const state = {
  round: 3,
  values: identity(2),
  adam: { ...startAdam(4), steps: 120 },
  scores: [0.1, 0.25, 0.2 + 1e-12, 0.22],
  best: { round: 1, values: identity(2) },
};
const at = (data: string, teachers: string) =>
  adapterCheckpoint(nodeFiles(), cache, { data, teachers });

it('gives back where the fitting stood, to the last digit', async () => {
  expect(await at('d1', 't1').read()).toBeNull();
  await at('d1', 't1').write(state);
  expect(await at('d1', 't1').read()).toEqual(state);
  expect(await at('d1', 't2').read()).toBeNull();
});

it('forgets other data when it writes', async () => {
  await at('d1', 't1').write(state);
  await at('d1', 't2').write(state);
  expect(await readdir(join(cache, 'adapters'))).toHaveLength(2);
  await at('d2', 't1').write(state);
  expect(await readdir(join(cache, 'adapters'))).toEqual(['d2-t1.safetensors']);
});

it('begins anew where its file is damaged', async () => {
  await at('d1', 't1').write(state);
  await writeFile(join(cache, 'adapters', 'd1-t1.safetensors'), 'torn');
  expect(await at('d1', 't1').read()).toBeNull();
});

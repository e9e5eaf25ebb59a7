import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import {
  findVerdict,
  forgetVerdicts,
  readVerdicts,
  rememberVerdict,
  type StoredVerdict,
} from './verdict-store.ts';

const files = nodeFiles();

const verdict = (changes: Partial<StoredVerdict> = {}): StoredVerdict => ({
  model: 'minilm',
  modelName: 'MiniLM',
  sha256: 'abc',
  machine: 'AMD EPYC · linux · no GPU · onnxruntime 1.30.0',
  measuredAt: '2026-01-02T03:04:05.000Z',
  reports: [],
  ...changes,
});

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-verdicts-'));
  path = join(folder, 'devices.json');
});
afterEach(async () => {
  await chmod(folder, 0o700);
  await rm(folder, { recursive: true });
});

it('gives back what it was given, also to the next program', async () => {
  await rememberVerdict(files, path, verdict());
  await rememberVerdict(files, path, verdict({ model: 'mpnet' }));
  expect(await readVerdicts(nodeFiles(), path)).toEqual([verdict(), verdict({ model: 'mpnet' })]);
});

it.each<[string, Partial<StoredVerdict>]>([
  ['model', { model: 'mpnet' }],
  ['weights', { sha256: 'def' }],
  ['machine, driver or runtime', { machine: 'AMD EPYC · linux · no GPU · onnxruntime 1.31.0' }],
])('asks for a new measurement for another %s', async (_, changes) => {
  const verdicts = [verdict()];
  expect(findVerdict(verdicts, verdict())).toEqual(verdict());
  expect(findVerdict(verdicts, verdict(changes))).toBeUndefined();
});

it('keeps one verdict for a model on a machine, the latest', async () => {
  await rememberVerdict(files, path, verdict());
  await rememberVerdict(files, path, verdict({ machine: 'another' }));
  await rememberVerdict(files, path, verdict({ sha256: 'def' }));
  const kept = await readVerdicts(files, path);
  expect(kept.map(({ machine, sha256 }) => [machine.slice(0, 7), sha256])).toEqual([
    ['another', 'abc'],
    ['AMD EPY', 'def'],
  ]);
});

it('does not grow without end', async () => {
  for (let i = 0; i < 55; i += 1) await rememberVerdict(files, path, verdict({ model: `m${i}` }));
  const kept = await readVerdicts(files, path);
  expect(kept).toHaveLength(50);
  expect(kept.at(-1)?.model).toBe('m54');
});

it('forgets a model that is gone', async () => {
  await rememberVerdict(files, path, verdict());
  await rememberVerdict(files, path, verdict({ model: 'mpnet' }));
  await forgetVerdicts(files, path, 'minilm');
  expect((await readVerdicts(files, path)).map(({ model }) => model)).toEqual(['mpnet']);
});

it.each([
  ['nothing', ''],
  ['half a file', '{"schema":1,"verdicts":[{"model":"min'],
  ['zeros', '\0\0\0\0'],
  ['another kind of file', '[1,2,3]'],
  ['a newer schema', '{"schema":2,"verdicts":{}}'],
])('counts %s as not measured, and mends it', async (_, content) => {
  await writeFile(path, content);
  expect(await readVerdicts(files, path)).toEqual([]);
  await rememberVerdict(files, path, verdict());
  expect(await readVerdicts(files, path)).toEqual([verdict()]);
});

it('loses only the verdict that is garbage', async () => {
  const verdicts = [verdict(), { model: 7 }, verdict({ model: 'mpnet' })];
  await writeFile(path, JSON.stringify({ schema: 1, verdicts }));
  expect((await readVerdicts(files, path)).map(({ model }) => model)).toEqual(['minilm', 'mpnet']);
});

it('keeps the file as it was when it cannot be written', async () => {
  await rememberVerdict(files, path, verdict());
  const before = await readFile(path, 'utf8');
  const full = { ...files, writeAtomic: () => Promise.reject(new Error('ENOSPC')) };
  await expect(rememberVerdict(full, path, verdict({ model: 'mpnet' }))).rejects.toThrow('ENOSPC');
  expect(await readFile(path, 'utf8')).toBe(before);
});

it('counts a folder in its place as not measured', async () => {
  await mkdir(path);
  expect(await readVerdicts(files, path)).toEqual([]);
  await expect(rememberVerdict(files, path, verdict())).rejects.toThrow();
});

import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { checkVersion } from './check-version.ts';
import { newManifest } from './testing.ts';
import { versionWriter } from './version-store.ts';

const files = nodeFiles();
const clock = { now: () => new Date('2026-11-20T12:00:00Z'), elapsed: () => 0 };
const breathe = async () => undefined;

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-check-'));
  const store = versionWriter(files, folder, clock);
  const draft = await store.begin();
  await files.makeFolder(join(draft.folder, 'model'));
  for (const name of ['a', 'b', 'model/c']) await writeFile(join(draft.folder, name), 'content');
  await store.commit(draft, newManifest);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const inside = (name: string) => join(folder, 'v20261120-1', name);
const check = async () =>
  checkVersion(files, await versionWriter(files, folder, clock).read('v20261120-1'), breathe);

it('finds nothing in a whole version', async () => {
  expect(await check()).toEqual({ version: 'v20261120-1', files: 3, bytes: 21, problems: [] });
});

it('names every file that is missing, cut, changed or strange', async () => {
  await rm(inside('a'));
  await appendFile(inside('b'), '!');
  await writeFile(inside('model/c'), 'cONTENT');
  await writeFile(inside('model/d'), 'who am I?');
  expect((await check()).problems).toEqual([
    { file: 'a', problem: 'is missing' },
    { file: 'b', problem: 'has 8 bytes instead of 7' },
    { file: 'model/c', problem: 'has been changed' },
    { file: 'model/d', problem: 'is not in the manifest' },
  ]);
});

it('names the manifest where that cannot be read', async () => {
  await writeFile(inside('manifest.json'), '{"schema":');
  expect((await check()).problems).toEqual([{ file: 'manifest.json', problem: 'is not whole' }]);
});

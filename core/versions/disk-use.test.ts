import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { diskUse } from './disk-use.ts';

const made: string[] = [];
afterAll(async () => {
  for (const folder of made) await rm(folder, { recursive: true });
});

it('adds up every file, and passes over what goes meanwhile', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-disk-'));
  made.push(folder);
  await mkdir(join(folder, 'a', 'b'), { recursive: true });
  await writeFile(join(folder, 'a', 'b', 'x'), '12345');
  await writeFile(join(folder, 'y'), '12');
  const files = nodeFiles();
  expect(await diskUse(files, folder)).toBe(7);
  expect(await diskUse(files, join(folder, 'nowhere'))).toBe(0);
  const going = {
    ...files,
    async size(path: string) {
      await rm(path);
      return files.size(path);
    },
  };
  expect(await diskUse(going, folder)).toBe(0);
});

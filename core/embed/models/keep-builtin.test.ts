import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ModelRecord } from '#core/contract/models.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { builtinCopy, keepBuiltin } from './keep-builtin.ts';
import { hashFiles, writeModelFile } from './model-record.ts';
import { modelReader } from './model-store.ts';

const files = nodeFiles();
let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'plumbline-builtin-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** Writes a builtin model with some content; as a new release of the app would bring it. */
async function release(content: string) {
  const builtinFolder = join(root, 'resources');
  await mkdir(builtinFolder, { recursive: true });
  await writeFile(join(builtinFolder, 'model.safetensors'), content);
  await rm(join(builtinFolder, 'model.json'), { force: true });
  const record: ModelRecord = {
    ...{ schema: 1, id: 'builtin', name: 'Builtin', kind: 'static', origin: 'a test' },
    ...{ licence: null, languages: null, architecture: 'StaticModel' },
    ...{ dimensions: 4, maxTokens: 16, pooling: 'mean', normalise: true },
    ...{ prefixes: { query: '', term: '' }, weights: { int8: 'model.safetensors' } },
    addedAt: '2026-11-20T00:00:00.000Z',
    files: await hashFiles(files, builtinFolder),
    sha256: content.repeat(16),
  };
  await writeModelFile(files, builtinFolder, record);
  return { record, places: { folder: join(root, 'models'), builtinFolder } };
}

describe('keepBuiltin', () => {
  it('keeps one copy for each release, and lists only those of earlier ones', async () => {
    const first = await release('aaaa');
    await keepBuiltin(files, first.places, first.record);
    await keepBuiltin(files, first.places, first.record);
    expect(await readdir(first.places.folder)).toEqual([builtinCopy(first.record)]);
    const idsNow = async () => (await modelReader(files, first.places).list()).map(({ id }) => id);
    expect(await idsNow()).toEqual(['builtin']);
    const second = await release('bbbb');
    await keepBuiltin(files, second.places, second.record);
    expect(await idsNow()).toEqual(['builtin', builtinCopy(first.record)]);
    const old = await modelReader(files, first.places).whole(builtinCopy(first.record));
    expect(old.record.sha256).toBe(first.record.sha256);
  });

  it('begins again where a killed process left half a copy', async () => {
    const { places, record } = await release('aaaa');
    const half = join(places.folder, builtinCopy(record));
    await mkdir(half, { recursive: true });
    await writeFile(join(half, 'model.safetensors'), 'aa');
    await keepBuiltin(files, places, record);
    const { damage } = await modelReader(files, places).read(builtinCopy(record));
    expect(damage).toBeNull();
  });
});

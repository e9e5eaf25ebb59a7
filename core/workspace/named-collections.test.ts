import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Entry } from '#core/contract/data.ts';
import type { Files } from '#core/platform/files.ts';
import { silentContext } from '#core/platform/node/job-context.ts';
import { nodeClock } from '#core/platform/node/node-clock.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { collectionOf, layoutOf } from './layout.ts';
import { refuseName } from './named-collections.ts';
import {
  createWorkspace,
  openForReading,
  openForWriting,
  type WorkspaceWriter,
} from './open-workspace.ts';
import { dataHashOf, loadSnapshot, readEntries } from './snapshot.ts';

const files = nodeFiles();
const clock = nodeClock();
const context = silentContext(clock);
let folder = '';
let writer: WorkspaceWriter;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'plumbline-collections-')), 'w');
  await createWorkspace(folder, 'w', { files, clock });
  writer = await openForWriting(folder, { files, clock });
});
afterEach(async () => {
  await writer.close();
  await rm(join(folder, '..'), { recursive: true, force: true });
});

const header = {
  name: 'file.csv',
  sha256: 'abc',
  bytes: 10,
  format: 'CSV, comma',
  encoding: 'UTF-8',
  counts: { entries: 1, terms: 1, judgments: 0, yes: 0, no: 0 },
  skipped: 0,
};
const entry = (key: string): Entry => ({ key, terms: [`term of ${key}`] });
const put = (collection: string | undefined, ...keys: string[]) =>
  writer.importCollection(
    { ...header, ...(collection && { collection }) },
    keys.map(entry),
    context,
  );
const reopen = async (through: Files = files) => {
  await writer.close();
  writer = await openForWriting(folder, { files: through, clock });
};
const onDisk = () => readdir(layoutOf(folder).collections);

describe('collections', () => {
  it('stand beside the canonical one, which comes first', async () => {
    expect(await writer.collections()).toEqual([]);
    await put('zebra', 'z');
    await put('apples', 'a');
    expect(await put(undefined, 'c')).toMatchObject({ collection: 'canonical' });
    const reader = await openForReading(folder, files);
    expect(await reader.collections()).toEqual(['canonical', 'apples', 'zebra']);
    expect(await readEntries(reader, 'apples')).toEqual([entry('a')]);
    expect(await readEntries(reader, 'canonical')).toEqual([entry('c')]);
    const { collections, ...snapshot } = await loadSnapshot(reader);
    expect(snapshot).toMatchObject({ entries: [entry('c')], imports: [{}, {}, {}] });
    const hash = (name: string) =>
      files.sha256(join(layoutOf(folder).collections, `${name}.jsonl`));
    expect(collections).toEqual([
      { name: 'apples', entries: [entry('a')], sha256: await hash('apples') },
      { name: 'zebra', entries: [entry('z')], sha256: await hash('zebra') },
    ]);
  });

  it('are read by their name alone, which leads nowhere else', async () => {
    await put('apples', 'a');
    await writeFile(join(folder, 'secret.jsonl'), '{"key":"k","terms":[]}\n');
    for (const name of ['pears', '../../secret', '', 'Apples']) {
      await expect(readEntries(writer, name)).rejects.toMatchObject({
        code: 'NOT_FOUND',
        detail: { remedy: expect.stringContaining('apples') },
      });
    }
  });

  it('are no other files of their folder', async () => {
    const { collections } = layoutOf(folder);
    for (const name of ['.DS_Store', 'notes.txt', 'a b.jsonl', '.jsonl', 'x.jsonl.bak']) {
      await writeFile(join(collections, name), '');
    }
    expect(await writer.collections()).toEqual([]);
  });

  it('change the data hash, each by itself, and an old one stays as it was', async () => {
    await put(undefined, 'c');
    const { canonicalSha256, ledgerSha256, dataHash } = await dataHashOf(writer);
    const before = dataHash;
    await put('apples', 'a');
    const after = await dataHashOf(writer);
    expect(after).toMatchObject({ canonicalSha256, collections: [{ name: 'apples' }] });
    expect(after.dataHash).not.toBe(before);
    expect(after.ledgerSha256).not.toBe(ledgerSha256);
    await put('apples', 'b');
    expect((await dataHashOf(writer)).collections).not.toEqual(after.collections);
    await reopen();
    expect((await dataHashOf(writer)).dataHash).toBe((await loadSnapshot(writer)).dataHash);
  });

  it('are hashed anew after a change, and not before', async () => {
    let hashed = 0;
    const counting: Files = {
      ...files,
      sha256: (path) => {
        hashed += 1;
        return files.sha256(path);
      },
    };
    await put(undefined, 'c');
    await put('apples', 'a');
    await reopen(counting);
    hashed = 0;
    const first = await dataHashOf(writer);
    expect(hashed).toBe(2);
    expect(await dataHashOf(writer)).toEqual(first);
    expect(hashed).toBe(2);
    await put('apples', 'b'); // of the same size
    expect((await dataHashOf(writer)).collections).not.toEqual(first.collections);
  });

  it.each(['', 'a b', '../x', '-x', 'x.y', 'é'.repeat(65), 'NUL', 'com1'])(
    'are not called %j',
    async (name) => {
      await expect(put(name || ' ', 'a')).rejects.toMatchObject({ code: 'BAD_INPUT' });
      expect(await onDisk()).toEqual([]);
    },
  );

  it('differ in more than case', async () => {
    await put('Stellen', 's');
    await expect(put('stellen', 't')).rejects.toMatchObject({
      code: 'BAD_INPUT',
      detail: { remedy: expect.stringContaining('Stellen') },
    });
    await expect(put('CANONICAL', 't')).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await put('Stellen', 'other');
    expect(await readEntries(writer, 'Stellen')).toEqual([entry('other')]);
  });

  it('keep every name that they may have', () => {
    const letters = fc.stringMatching(/^[\p{L}\p{N}][\p{L}\p{N}_-]{0,63}$/u);
    fc.assert(
      fc.property(letters, (name) => {
        expect(collectionOf(`${name}.jsonl`)).toBe(name);
        if (!/^(con|prn|aux|nul|canonical|com\d|lpt\d)$/i.test(name)) refuseName(name, []);
      }),
    );
  });
});

describe('removing a collection', () => {
  it('takes its entries, and neither its original nor the record', async () => {
    await put(undefined, 'c');
    const record = await put('apples', 'a');
    await writer.removeCollection('apples');
    expect(await writer.collections()).toEqual(['canonical']);
    expect(await onDisk()).toEqual(['canonical.jsonl']);
    const { imports, collections } = await loadSnapshot(await openForReading(folder, files));
    expect(collections).toEqual([]);
    expect(imports.at(-1)).toEqual(record);
    await put('apples', 'b');
    await reopen();
    expect(await readEntries(writer, 'apples')).toEqual([entry('b')]);
  });

  it('is refused for the canonical one, and for one that is not there', async () => {
    await put(undefined, 'c');
    const before = await readFile(layoutOf(folder).ledger, 'utf8');
    await expect(writer.removeCollection('canonical')).rejects.toMatchObject({ code: 'BAD_INPUT' });
    for (const name of ['apples', '../collections/canonical']) {
      await expect(writer.removeCollection(name)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    expect(await readFile(layoutOf(folder).ledger, 'utf8')).toBe(before);
    expect(await onDisk()).toEqual(['canonical.jsonl']);
  });

  it('that is cut off before its file goes is finished by the next writer', async () => {
    await put('apples', 'a');
    await put('pears', 'p');
    await reopen({ ...files, remove: () => Promise.reject(new Error('killed')) });
    await expect(writer.removeCollection('apples')).rejects.toThrow('killed');
    const reader = await openForReading(folder, files);
    expect(await reader.collections()).toEqual(['pears']);
    expect(await onDisk()).toEqual(['apples.jsonl', 'pears.jsonl']);
    await reopen();
    expect(await onDisk()).toEqual(['pears.jsonl']);
  });

  it('that was cut off does not take what was imported since', async () => {
    await put('apples', 'a');
    await reopen({ ...files, remove: () => Promise.reject(new Error('killed')) });
    await expect(writer.removeCollection('apples')).rejects.toThrow('killed');
    await writer.importCollection({ ...header, collection: 'apples' }, [entry('b')], context);
    await reopen();
    expect(await readEntries(writer, 'apples')).toEqual([entry('b')]);
  });
});

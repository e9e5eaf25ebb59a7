import { appendFile, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Entry } from '#core/contract/data.ts';
import { Settings } from '#core/contract/workspace.ts';
import type { Files } from '#core/platform/files.ts';
import { createJobContext, silentContext } from '#core/platform/node/job-context.ts';
import { nodeClock } from '#core/platform/node/node-clock.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { layoutOf } from './layout.ts';
import {
  createWorkspace,
  openForReading,
  openForWriting,
  openInsideLock,
} from './open-workspace.ts';
import { dataHashOf, loadSnapshot } from './snapshot.ts';

const files = nodeFiles();
const clock = nodeClock();
const around = { files, clock };
const context = silentContext(clock);
let folder = '';
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'plumbline-workspace-')), 'job titles');
  await createWorkspace(folder, 'Job titles', around);
});
afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }));

const layout = () => layoutOf(folder);
const entries: Entry[] = [
  { key: 'k1', terms: ['Software Engineer', 'SWE'] },
  { key: 'k2', terms: ['Nurse'], fields: { group: 29 } },
];
const header = {
  name: 'canonical.json',
  sha256: 'abc',
  bytes: 10,
  format: 'JSON',
  encoding: 'UTF-8',
  counts: { entries: 2, terms: 3, judgments: 0, yes: 0, no: 0 },
  skipped: 0,
};
const row = { query: 'swe', key: 'k1', verdict: 'yes' as const };

describe('creating', () => {
  it('makes a workspace that opens empty', async () => {
    const reader = await openForReading(folder, files);
    expect(await reader.about()).toMatchObject({
      schema: 1,
      name: 'Job titles',
      settings: Settings.parse({}),
    });
    expect(await loadSnapshot(reader)).toMatchObject({
      entries: [],
      judgments: [],
      imports: [],
      queries: [],
    });
  });

  it('refuses a folder that is a workspace', async () => {
    await expect(createWorkspace(folder, 'Again', around)).rejects.toMatchObject({
      code: 'BAD_INPUT',
    });
  });
});

describe('opening', () => {
  it('says how to make a workspace where there is none, and leaves the folder as it was', async () => {
    const empty = join(folder, '..', 'empty');
    await files.makeFolder(empty);
    for (const path of [empty, join(empty, 'nothing')]) {
      const wanted = {
        code: 'NOT_FOUND',
        detail: { remedy: expect.stringContaining('plumbline init') },
      };
      await expect(openForReading(path, files)).rejects.toMatchObject(wanted);
      await expect(openForWriting(path, around)).rejects.toMatchObject(wanted);
    }
    expect(await readdir(empty)).toEqual([]);
  });

  it.each([
    ['{"schema": 2, "name": "n"}', 'NEWER_WORKSPACE', 'schema 2'],
    ['{"schema": 1, "na', 'DAMAGED', 'JSON'],
    ['', 'DAMAGED', 'JSON'],
    ['[]', 'DAMAGED', 'object'],
    ['{"schema": 1}', 'DAMAGED', 'name'],
    ['{"schema": "1"}', 'DAMAGED', 'schema'],
    [
      '{"schema": 1, "name": "n", "createdAt": "t", "settings": {"seed": -1}}',
      'DAMAGED',
      'settings.seed',
    ],
  ])('of %s is refused as %s', async (text, code, word) => {
    await writeFile(layout().workspaceFile, text);
    const wanted = {
      code,
      message: expect.stringContaining(word),
      detail: { file: layout().workspaceFile, remedy: expect.stringMatching(/\w/) },
    };
    await expect(openForReading(folder, files)).rejects.toMatchObject(wanted);
    await expect(openForWriting(folder, around)).rejects.toMatchObject(wanted);
    expect(await readFile(layout().workspaceFile, 'utf8')).toBe(text);
    expect(await files.exists(layout().lock)).toBe(false);
  });

  it('fills in settings that are missing', async () => {
    await writeFile(
      layout().workspaceFile,
      '{"schema":1,"name":"n","createdAt":"t","settings":{"rrfK":9}}',
    );
    const { settings } = await (await openForReading(folder, files)).about();
    expect(settings).toEqual(Settings.parse({ rrfK: 9 }));
  });

  it('migrates for a writer and asks a reader to wait for one', async () => {
    await writeFile(layout().workspaceFile, '{"title": "Draft"}');
    await expect(openForReading(folder, files)).rejects.toMatchObject({ code: 'READ_ONLY' });
    const writer = await openForWriting(folder, around);
    expect((await writer.about()).name).toBe('Draft');
    await writer.close();
    await expect(openForReading(folder, files)).resolves.toBeDefined();
  });

  it('lets one writer in, and readers meanwhile', async () => {
    const writer = await openForWriting(folder, around);
    await expect(openForWriting(folder, around)).rejects.toMatchObject({ code: 'BUSY' });
    const reader = await openForReading(folder, files);
    const inside = await openInsideLock(folder, around);
    const judgment = await inside.ledger.judge({ ...row, source: 'search' });
    await inside.close();
    expect(await reader.ledger.judgmentOn('swe', 'k1')).toEqual(judgment);
    expect(await writer.ledger.judgmentOn('swe', 'k1')).toEqual(judgment);
    await writer.close();
    await (await openForWriting(folder, around)).close();
  });

  it('gives the lock back when the ledger turns out to be damaged', async () => {
    await writeFile(layout().ledger, 'no ledger\nat all\n');
    await expect(openForWriting(folder, around)).rejects.toMatchObject({
      code: 'DAMAGED',
      detail: { line: 1 },
    });
    expect(await files.exists(layout().lock)).toBe(false);
  });

  it('makes folders that a copy left out because they were empty', async () => {
    await rm(layout().versions, { recursive: true });
    await (await openForWriting(folder, around)).close();
    expect(await files.isFolder(layout().versions)).toBe(true);
  });
});

describe('settings', () => {
  it('are changed one by one, and checked', async () => {
    const writer = await openForWriting(folder, around);
    await writer.updateSettings({ minAccuracy: 0.5 });
    expect(await writer.updateSettings({ seed: 3 })).toEqual(
      Settings.parse({ minAccuracy: 0.5, seed: 3 }),
    );
    await expect(writer.updateSettings({ minAccuracy: 2 })).rejects.toThrow();
    expect((await writer.about()).settings.minAccuracy).toBe(0.5);
    await writer.close();
  });
});

describe('importing a collection', () => {
  it('puts entries and record in place together', async () => {
    const writer = await openForWriting(folder, around);
    const record = await writer.importCollection(header, entries, context);
    const again = await writer.importCollection(header, entries.slice(1), context);
    const snapshot = await loadSnapshot(await openForReading(folder, files));
    expect(snapshot.entries).toEqual(entries.slice(1));
    expect(snapshot.imports).toEqual([record, again]);
    expect(snapshot.canonicalSha256).toBe(await files.sha256(layout().canonical));
    await writer.close();
  });

  it('that is cancelled or fails changes nothing', async () => {
    const writer = await openForWriting(folder, around);
    await writer.importCollection(header, entries, context);
    const before = await loadSnapshot(writer);
    const controller = new AbortController();
    controller.abort();
    const stopped = createJobContext({
      signal: controller.signal,
      clock,
      onProgress: () => {},
      onLog: () => {},
    });
    await expect(writer.importCollection(header, [], stopped)).rejects.toMatchObject({
      code: 'CANCELLED',
    });
    expect(await readdir(layout().collections)).toEqual(['canonical.jsonl']);
    await writer.close();
    const failing: Files = { ...files, rename: () => Promise.reject(new Error('disk gone')) };
    const other = await openForWriting(folder, { files: failing, clock });
    await expect(other.importCollection(header, [], context)).rejects.toThrow('disk gone');
    await other.close();
    const last = await openForWriting(folder, around);
    expect(await loadSnapshot(last)).toEqual(before);
    expect(await readdir(layout().collections)).toEqual(['canonical.jsonl']);
    await last.close();
  });

  it.each([
    ['truncated', () => truncate(layout().canonical, 60), 2],
    ['of another shape', () => appendFile(layout().canonical, '{"id": 3}\n'), 3],
  ])('a %s collection names its line', async (_, hurt, line) => {
    const writer = await openForWriting(folder, around);
    await writer.importCollection(header, entries, context);
    await writer.close();
    await hurt();
    await expect(loadSnapshot(writer)).rejects.toMatchObject({
      code: 'DAMAGED',
      detail: { file: layout().canonical, line },
    });
  });
});

describe('originals', () => {
  it('are kept untouched, once', async () => {
    const source = join(folder, '..', 'übung 1.csv');
    const bytes = new Uint8Array([0xff, 0xfe, 0x00, 0x0a]);
    await writeFile(source, bytes);
    const writer = await openForWriting(folder, around);
    const file = { source, name: 'übung 1.csv', sha256: await files.sha256(source) };
    const path = await writer.keepOriginal(file);
    expect(await writer.keepOriginal(file)).toBe(path);
    expect(await readdir(layout().originals)).toEqual([`${file.sha256}-übung_1.csv`]);
    expect(new Uint8Array(await readFile(path))).toEqual(bytes);
    await writer.close();
  });
});

describe('the data hash', () => {
  it('changes with entries and judgments, and with nothing else', async () => {
    const writer = await openForWriting(folder, around);
    const hashes = [(await dataHashOf(writer)).dataHash];
    const note = async () => hashes.push((await dataHashOf(writer)).dataHash);
    await writer.importCollection(header, entries, context);
    await note();
    await writer.ledger.importRows({ ...header, rows: 1 }, [row], context);
    await note();
    await writer.ledger.judge({ ...row, verdict: 'no', source: 'search' });
    await note();
    await writer.ledger.undo('j1');
    await note();
    expect(new Set(hashes).size).toBe(hashes.length);
    await writer.updateSettings({ seed: 4 });
    expect((await dataHashOf(await openForReading(folder, files))).dataHash).toBe(hashes.at(-1));
    expect((await loadSnapshot(writer)).dataHash).toBe(hashes.at(-1));
    await writer.close();
  });
});

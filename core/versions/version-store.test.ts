import { appendFile, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GateRule } from '#core/contract/metrics.ts';
import { VersionSummary } from '#core/contract/versions.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { latestWriter } from './latest.ts';
import { newManifest } from './testing.ts';
import { versionWriter } from './version-store.ts';
import { summariseVersion } from './version-summary.ts';

const files = nodeFiles();
const clock = { now: () => new Date('2026-11-20T12:00:00Z'), elapsed: () => 0 };
const passing: GateRule[] = [
  { rule: 'top1', title: 'Top-1', value: 0.9, bound: 0.8, pass: true, reason: 'Enough.' },
];
const loads = () => Promise.resolve();

let root = '';
let folder = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'plumbline-versions-'));
  folder = join(root, 'versions');
  await files.makeFolder(folder);
});
afterEach(() => rm(root, { recursive: true, force: true }));

const open = () => versionWriter(files, folder, clock);
const openLatest = () =>
  latestWriter(
    files,
    { latest: join(root, 'latest'), promotions: join(root, 'promotions.jsonl') },
    { versions: open(), clock },
  );

async function make(gate: GateRule[] = passing) {
  const store = open();
  const draft = await store.begin();
  await files.makeFolder(join(draft.folder, 'model'));
  await files.writeAtomic(join(draft.folder, 'model', 'weights.bin'), 'weights');
  await files.writeAtomic(join(draft.folder, 'metrics.json'), '{}');
  return store.commit(draft, { ...newManifest, gate });
}

describe('a version', () => {
  it('appears with a manifest of all its files', async () => {
    const manifest = await make();
    expect(manifest.version).toBe('v20261120-1');
    expect(Object.keys(manifest.files)).toEqual(['metrics.json', 'model/weights.bin']);
    expect(manifest.files['model/weights.bin']).toEqual({
      bytes: 7,
      sha256: '9a129038d9a00aed0cf6a7ea059ca50a813449061ab87848cf1a13eafdf33b2c',
    });
    expect(await open().read('v20261120-1')).toMatchObject({ manifest, damage: null });
    expect(await open().verify('v20261120-1')).toEqual([]);
    expect((await make()).version).toBe('v20261120-2');
    expect((await open().list()).map(({ id }) => id)).toEqual(['v20261120-2', 'v20261120-1']);
  });

  it('is not seen before it is committed, and its draft is removed at the next opening', async () => {
    const store = open();
    const draft = await store.begin();
    await files.writeAtomic(join(draft.folder, 'half'), 'x');
    expect(await store.list()).toEqual([]);
    expect((await store.begin()).id).toBe('v20261120-2');
    await store.removeLeftovers();
    expect(await files.list(folder)).toEqual([]);
    const other = await store.begin();
    await store.discard(other);
    expect(await files.list(folder)).toEqual([]);
  });

  it.each([
    ['a free id', 'v20240101-7', 'v20240101-7'],
    ['one that is here', 'v20261120-1', 'v20261120-6'],
    ['one that was here', 'v20261120-5', 'v20261120-6'],
    ['what is no id', '../evil', 'v20261120-6'],
    ['none', undefined, 'v20261120-6'],
  ])('that wants %s gets one that was never given', async (_, wanted, id) => {
    await make();
    const store = versionWriter(files, folder, clock, async () => ['v20261120-5']);
    expect((await store.begin(wanted)).id).toBe(id);
  });

  it('that is not there is NO_VERSION, whatever the id looks like', async () => {
    for (const id of ['v20261120-9', '..', '', '.tmp-v20261120-1', 'v20261120-1/../..']) {
      await expect(open().read(id)).rejects.toMatchObject({ code: 'NO_VERSION' });
    }
  });
});

describe('damage', () => {
  it.each<[string, (path: string) => Promise<void>, string]>([
    ['a missing manifest', (path) => rm(path), 'missing'],
    ['a truncated manifest', (path) => truncate(path, 40), 'not whole'],
    ['another schema', (path) => writeFile(path, '{"schema": 9}'), 'not valid'],
  ])('%s is told, and spares the other versions', async (_, hurt, word) => {
    await make();
    await make();
    await hurt(join(folder, 'v20261120-1', 'manifest.json'));
    const [whole, damaged] = await open().list();
    expect(whole?.damage).toBeNull();
    expect(damaged?.damage).toContain(word);
    expect(await open().verify('v20261120-1')).toHaveLength(1);
    if (!damaged) throw new Error('no damaged version');
    const summary = summariseVersion(damaged, null, null);
    expect(VersionSummary.parse(summary)).toMatchObject({
      status: 'damaged',
      createdAt: '2026-11-20T00:00:00.000Z',
    });
  });

  it('of a folder that was renamed is told', async () => {
    await make();
    await files.rename(join(folder, 'v20261120-1'), join(folder, 'v20261120-7'));
    expect((await open().read('v20261120-7')).damage).toContain('belongs to v20261120-1');
  });

  it('of files is found by verifying', async () => {
    await make();
    const inside = (name: string) => join(folder, 'v20261120-1', name);
    await writeFile(inside('model/weights.bin'), 'weighty');
    await appendFile(inside('metrics.json'), ' ');
    expect(await open().verify('v20261120-1')).toEqual([
      'metrics.json has 3 bytes instead of 2',
      'model/weights.bin has been changed',
    ]);
    await rm(inside('metrics.json'));
    expect((await open().verify('v20261120-1'))[0]).toBe('metrics.json is missing');
    await expect(openLatest().promote('v20261120-1')).rejects.toMatchObject({ code: 'DAMAGED' });
    expect(await openLatest().latest()).toBeNull();
  });
});

describe('the summary', () => {
  it.each<[GateRule[], string | null, string]>([
    [passing, null, 'passed'],
    [passing, 'v20261120-1', 'latest'],
    [[], null, 'unmeasured'],
    [passing.map((rule) => ({ ...rule, pass: false })), null, 'refused'],
  ])('has a status', async (gate, latest, status) => {
    await make(gate);
    const stored = await open().read('v20261120-1');
    const summary = summariseVersion(stored, null, latest);
    expect(VersionSummary.parse(summary)).toMatchObject({ status, bytes: 9, dimensions: 8 });
  });
});

describe('latest', () => {
  it('is promoted, recorded and rolled back', async () => {
    await make();
    await make([]);
    const latest = openLatest();
    expect(await latest.latest()).toBeNull();
    expect(await latest.history()).toEqual([]);
    await latest.promote('v20261120-1');
    await expect(latest.promote('v20261120-2')).rejects.toMatchObject({ code: 'GATE_REFUSED' });
    await latest.promote('v20261120-2', { overrideReason: 'the pilot needs it' });
    expect(await latest.latest()).toBe('v20261120-2');
    await latest.rollback('v20261120-1', loads);
    expect(await openLatest().latest()).toBe('v20261120-1');
    expect((await openLatest().history()).map(({ kind, from, to }) => [kind, from, to])).toEqual([
      ['promote', null, 'v20261120-1'],
      ['override', 'v20261120-1', 'v20261120-2'],
      ['rollback', 'v20261120-2', 'v20261120-1'],
    ]);
  });

  it('does not move when the version cannot be loaded', async () => {
    await make();
    await make();
    const latest = openLatest();
    await latest.promote('v20261120-1');
    await latest.promote('v20261120-2');
    const broken = () => Promise.reject(new Error('cannot be loaded'));
    await expect(latest.rollback('v20261120-1', broken)).rejects.toThrow('cannot be loaded');
    expect(await latest.latest()).toBe('v20261120-2');
    expect(await latest.history()).toHaveLength(2);
  });

  it('is the truth when a kill came between the event and the change', async () => {
    await make();
    await make();
    const latest = openLatest();
    await latest.promote('v20261120-1');
    const path = join(root, 'promotions.jsonl');
    const before = await files.readText(path);
    const event = { at: 't', from: 'v20261120-1', to: 'v20261120-2', kind: 'promote', reason: '' };
    await files.append(path, `${JSON.stringify(event)}\n`);
    expect(await latest.history()).toHaveLength(1);
    await latest.repair();
    expect(await files.readText(path)).toBe(before);
    await files.append(path, '{"at":"torn');
    await latest.promote('v20261120-2');
    expect((await latest.history()).map(({ to }) => to)).toEqual(['v20261120-1', 'v20261120-2']);
  });

  it('that holds something else is damage', async () => {
    await writeFile(join(root, 'latest'), '../../etc');
    await expect(openLatest().latest()).rejects.toMatchObject({ code: 'DAMAGED' });
    await writeFile(join(root, 'latest'), '\n');
    expect(await openLatest().latest()).toBeNull();
  });
});

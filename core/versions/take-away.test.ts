import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Files } from '#core/platform/files.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { beginAgain, commitAgain, comparedFiles, manifestAgain } from './recreate-version.ts';
import { quarantinedIds, quarantineVersion, removeVersion } from './take-away.ts';
import { newManifest } from './testing.ts';
import { versionWriter } from './version-store.ts';

const files = nodeFiles();
const clock = { now: () => new Date('2026-11-20T12:00:00Z'), elapsed: () => 0 };
const ID = 'v20261120-1';

let root = '';
let place = { folder: '', quarantine: '' };
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'plumbline-away-'));
  place = { folder: join(root, 'versions'), quarantine: join(root, 'quarantine') };
  await files.makeFolder(place.folder);
  await make();
});
afterEach(() => rm(root, { recursive: true, force: true }));

const store = () => versionWriter(files, place.folder, clock);
async function make(content = 'old') {
  const draft = await store().begin();
  await writeFile(join(draft.folder, 'file'), content);
  await store().commit(draft, newManifest);
}
const contentOf = (id: string) => readFile(join(place.folder, id, 'file'), 'utf8');

/** Dies before the nth rename or removal. */
function dying(nth: number): Files {
  let left = nth;
  const step = async (work: () => Promise<void>) => {
    left -= 1;
    if (left <= 0) throw new Error('killed');
    await work();
  };
  return {
    ...files,
    rename: (from, to) => step(() => files.rename(from, to)),
    remove: (path) => step(() => files.remove(path)),
  };
}

describe('deleting a version', () => {
  it('frees its bytes', async () => {
    const bytes = await removeVersion(files, place.folder, ID);
    expect(bytes).toBeGreaterThan(100);
    expect(await readdir(place.folder)).toEqual([]);
  });

  it.each([1, 2, 3])('is done or not done when killed before step %i', async (nth) => {
    await expect(removeVersion(dying(nth), place.folder, ID)).rejects.toThrow('killed');
    const before = await store().list();
    await store().removeLeftovers();
    expect(await store().list()).toEqual(before);
    expect(await readdir(place.folder)).toEqual(nth === 3 ? [] : [ID]);
  });
});

describe('quarantine', () => {
  it('keeps every one that was moved there, and its id', async () => {
    expect(await quarantineVersion(files, place, ID)).toBe(join(place.quarantine, `${ID}-1`));
    await make();
    expect(await quarantineVersion(files, place, ID)).toBe(join(place.quarantine, `${ID}-2`));
    expect(await store().list()).toEqual([]);
    const names = [...(await readdir(place.quarantine)), 'notes.txt'];
    expect(quarantinedIds(names)).toEqual([ID, ID]);
  });
});

describe('a version that is made again', () => {
  async function again(through: Files) {
    const { manifest: old } = await store().read(ID);
    if (!old) throw new Error('no manifest');
    const draft = await beginAgain(through, place, ID);
    await writeFile(join(draft.folder, 'file'), 'new');
    const made = { ...newManifest, createdAt: 'later', run: 'other', parent: 'v20261120-9' };
    const now = await manifestAgain(through, draft, old, made);
    return { old, now, away: await commitAgain(through, place, draft, now) };
  }

  it('takes the place of the damaged one, and its lineage', async () => {
    const { old, now, away } = await again(files);
    const { files: records, ...rest } = now;
    const { files: _, ...before } = old;
    expect(rest).toEqual(before);
    expect(comparedFiles(old, now)).toEqual({ same: [], other: ['file'] });
    expect(comparedFiles(now, now)).toEqual({ same: Object.keys(records), other: [] });
    expect(await contentOf(ID)).toBe('new');
    expect(await store().verify(ID)).toEqual([]);
    expect(await readFile(join(away, 'file'), 'utf8')).toBe('old');
  });

  it.each([
    ['clears its place', 1, 'old'],
    ['takes the old one away', 2, 'old'],
    ['puts the new one there', 3, 'new'],
  ])('is whole, old or new, when killed before it %s', async (_, nth, expected) => {
    await expect(again(dying(nth))).rejects.toThrow('killed');
    await store().removeLeftovers();
    expect(await readdir(place.folder)).toEqual([ID]);
    expect(await contentOf(ID)).toBe(expected);
    expect(await store().verify(ID)).toEqual([]);
  });

  it('is not taken for one while its manifest is missing', async () => {
    await beginAgain(files, place, ID);
    await quarantineVersion(files, place, ID);
    await files.makeFolder(join(place.folder, '.recreated-..'));
    await store().removeLeftovers();
    expect(await readdir(place.folder)).toEqual([]);
  });
});

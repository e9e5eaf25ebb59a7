import { mkdtemp, readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Entry } from '#core/contract/data.ts';
import type { Manifest } from '#core/contract/versions.ts';
import { admittedEntries } from '#core/index/lance-entries.ts';
import { JOB_TITLES, LEARNT, smallDictionary } from '#core/match/testing.ts';
import { silentContext } from '#core/platform/node/job-context.ts';
import { nodeClock } from '#core/platform/node/node-clock.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { fileRecords, verifyFiles, writeManifest } from '#core/versions/manifest-file.ts';
import { newManifest } from '#core/versions/testing.ts';
import { matchTexts } from './match-texts.ts';
import { rebuildIndexes } from './rebuild-index.ts';
import { openVersion } from './served-version.ts';
import { writeIndex } from './stored-index.ts';
import { indexFolder, writeMeasured, writeVersionParts } from './version-files.ts';

const files = nodeFiles();
const models = {
  forAnswering: () => Promise.reject(new Error('A lexical version asks for no model.')),
};
const entries: Entry[] = Object.entries(JOB_TITLES).map(([key, terms], i) => ({
  key,
  terms,
  fields: { group: i % 2 === 0 ? 'even' : 'odd' },
}));
const match = {
  ...{ model: null, calibration: null, rrfK: 60, candidates: 100 },
  analysis: { language: 'none' as const, stopWords: [] },
};

let folder = '';
let manifest: Manifest;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-rebuild-'));
  const { index, lexical, table, arrays } = await smallDictionary(JOB_TITLES, LEARNT);
  await index.scan.close();
  const budget = { memoryBudgetBytes: Infinity };
  await writeIndex(files, indexFolder(files, folder), { table, arrays, entries }, budget);
  await writeVersionParts(files, folder, {
    embedder: { model: null, tokens: null, pca: null, lexical, adapter: null },
    match,
  });
  const thresholds = { accept: null, reject: null } as never;
  await writeMeasured(files, folder, { scores: null, thresholds, calibratePairs: [], run: '' });
  const space = { ...newManifest.space, dimensions: table.dimensions };
  const records = await fileRecords(files, folder);
  manifest = { ...newManifest, space, schema: 1, version: 'v20261120-1', files: records };
  await writeManifest(files, folder, manifest);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const rebuild = (known: Entry[] | null = entries) =>
  rebuildIndexes(folder, manifest, {
    ...{ files, models },
    context: silentContext(nodeClock()),
    memoryBudgetBytes: Infinity,
    entriesOf: async () => known,
  });

const readManifest = async () =>
  JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Manifest;

async function answers() {
  const version = await openVersion(files, folder, manifest, { intraOpThreads: 1, models });
  try {
    const all = [];
    for await (const matches of matchTexts(version, ['coder', 'nurse', 'etl'], { k: 3 }))
      all.push(matches);
    return all;
  } finally {
    await version.close();
  }
}

/** A file of the index whose path holds a text. */
function indexFile(part: string): string {
  const name = Object.keys(manifest.files).find(
    (path) => path.startsWith('index/') && path.includes(part),
  );
  return join(folder, name ?? '');
}

describe('rebuildIndexes', () => {
  it('leaves a whole version alone', async () => {
    expect(await rebuild()).toEqual([]);
    expect(await readManifest()).toEqual(manifest);
  });

  it.each([
    ['the arrays', 'match.safetensors'],
    ['the vectors', 'terms.lance/data'],
    ['the fields', 'fields.json'],
  ])('makes an index with damaged %s anew, and answers as before', async (_, part) => {
    const before = await answers();
    const path = indexFile(part);
    await truncate(path, Math.floor((await readFile(path)).length / 2));
    expect(await rebuild()).toEqual(['canonical']);
    expect(await answers()).toEqual(before);
    const now = await readManifest();
    const stored = { id: now.version, folder, manifest: now, damage: null };
    expect(await verifyFiles(files, stored)).toEqual([]);
    const even = [{ field: 'group', op: 'is' as const, values: ['even'] }];
    const admitted = await admittedEntries(indexFolder(files, folder), even, entries.length);
    expect([...admitted]).toEqual(entries.map((__, i) => 1 - (i % 2)));
  });

  it('goes on where a rebuild was killed with the damaged index out of its place', async () => {
    const before = await answers();
    await truncate(indexFile('terms.lance/data'), 10);
    await rename(join(folder, 'index'), join(folder, 'index.damaged'));
    expect(await rebuild()).toEqual(['canonical']);
    expect(await answers()).toEqual(before);
    expect(await readdir(folder)).not.toContain('index.damaged');
  });

  it('goes without fields where the collection has changed since', async () => {
    const before = await answers();
    await truncate(indexFile('match.safetensors'), 10);
    expect(await rebuild(null)).toEqual(['canonical']);
    expect(await answers()).toEqual(before);
  });

  it('refuses where both halves are lost, or more than the index', async () => {
    await truncate(indexFile('match.safetensors'), 10);
    await truncate(indexFile('terms.lance/data'), 10);
    await expect(rebuild()).rejects.toMatchObject({ code: 'DAMAGED' });
    await writeFile(join(folder, 'match-model.json'), '{}');
    await expect(rebuild()).rejects.toMatchObject({ code: 'DAMAGED' });
  });
});

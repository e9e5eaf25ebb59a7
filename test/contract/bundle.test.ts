import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBundle } from '#core/bundle/read-bundle.ts';
import { archiveOf, bundleFiles } from '#core/bundle/testing.ts';
import { nodeWiring } from '#core/node-wiring.ts';
import { openEngineWith } from './bundle-engine.ts';
import {
  contentsOf,
  emptyWorkspaceIn,
  exportTo,
  importFrom,
  inside,
  lexicalWorkspace,
} from './bundle-fixtures.ts';
import { fillableFiles } from './failing-files.ts';
import {
  type Client,
  ended,
  removeFolders,
  temporaryFolder,
  trainedWorkspace,
} from './workspaces.ts';

afterAll(removeFolders);

const { files, digest } = nodeWiring();

async function bundleFile(path: string) {
  const reader = await files.openRanges(path);
  try {
    return (await openBundle(reader, 'x', digest)).file;
  } finally {
    await reader.close();
  }
}

const latestOf = async (client: Client) => (await client.workspace.get()).latest ?? '';

/** A version's folder without what an import adds to its manifest. */
async function versionFiles(folder: string, id: string) {
  const { 'manifest.json': _manifest, ...rest } = await contentsOf(join(folder, 'versions', id));
  return rest;
}

describe('a bundle', () => {
  let source = '';
  let place = '';
  let bundle = '';
  let version = '';
  beforeAll(async () => {
    source = await lexicalWorkspace();
    place = await temporaryFolder();
    bundle = join(place, 'a.plumbline.zip');
    await inside(source, async (client) => {
      version = await latestOf(client);
      const job = await exportTo(client, bundle);
      expect(job).toMatchObject({ kind: 'export', status: 'done', error: null });
      expect(job.exported).toMatchObject({ version, path: bundle });
      expect(job.exported?.sha256).toBe(await files.sha256(bundle));
      expect(job.exported?.bytes).toBe(await files.size(bundle));
    });
  }, 60_000);

  it('has the same bytes every time, and replaces nothing unless that is allowed', async () => {
    await inside(source, async (client) => {
      const again = join(place, 'again.zip');
      await exportTo(client, again);
      expect((await readFile(again)).equals(await readFile(bundle))).toBe(true);
      const refused = client.jobs.exportBundle({ version, out: again });
      await expect(refused).rejects.toMatchObject({ code: 'BAD_INPUT', data: { file: again } });
      expect((await exportTo(client, again, { replace: true })).status).toBe('done');
      for (const out of ['versions/x.zip', 'latest', 'x.zip'])
        await expect(
          client.jobs.exportBundle({ version, out: join(source, out), replace: true }),
        ).rejects.toMatchObject({ code: 'BAD_INPUT' });
      const nowhere = client.jobs.exportBundle({ version, out: join(place, 'no', 'x.zip') });
      await expect(nowhere).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect((await readdir(place)).filter((name) => name.endsWith('.part'))).toEqual([]);
      expect(await readdir(join(source, 'cache', 'exports'))).toEqual([]);
    });
  });

  it('holds what other programs read', async () => {
    const { files: inside_, manifest, createdBy } = await bundleFile(bundle);
    expect(createdBy).toMatch(/^Plumbline \d/);
    expect(Object.keys(inside_)).toEqual(
      expect.arrayContaining([
        ...['index.faiss', 'meta.json', 'vectors.parquet', 'model-card.md', 'sample/probes.json'],
        ...Object.keys(manifest.files),
      ]),
    );
    expect(Object.keys(inside_).filter((name) => name.startsWith('base/'))).toEqual([]);
  });

  it('is a version again in an empty workspace: it searches, and shows what was measured', async () => {
    const empty = await emptyWorkspaceIn('empty');
    const before = await inside(source, (client) => client.evaluate.overview({ version }));
    const asked = await inside(source, (client) => client.search.query({ text: 'plumbr' }));
    await inside(empty, async (client) => {
      const job = await importFrom(client, bundle);
      expect(job).toMatchObject({ kind: 'import-bundle', status: 'done', error: null });
      expect(job.bundle).toMatchObject({ version, origin: version, known: false });
      expect(job.bundle?.checks.join('\n')).toMatch(/hashes.*\n.*queries come out again\n.*sample/);
      expect(await latestOf(client)).toBe('');
      const { results } = await client.search.query({ text: 'plumbr' });
      expect(results.map(({ key, probability }) => [key, probability])).toEqual(
        asked.results.map(({ key, probability }) => [key, probability]),
      );
      const after = await client.evaluate.overview({ version });
      expect(after).toMatchObject({ selected: version, metrics: before.metrics });
      expect(after.points.length).toBe(1);
      expect((await client.evaluate.detail({ version })).precisionRecall).not.toBeNull();
      const [summary] = await client.versions.list();
      expect(summary).toMatchObject({
        ...{ version, status: 'passed', imported: { version, createdBy: expect.any(String) } },
        metrics: { test: { queries: expect.any(Number) } },
      });
      expect(summary?.imported?.sha256).toBe(await files.sha256(bundle));

      const known = await importFrom(client, bundle);
      expect(known.bundle).toMatchObject({ version, known: true });
      expect((await client.versions.list()).length).toBe(1);

      await client.versions.promote({ version });
      const second = join(place, 'second.zip');
      expect((await exportTo(client, second)).status).toBe('done');
      expect((await readFile(second)).equals(await readFile(bundle))).toBe(true);
    });
    expect(await versionFiles(empty, version)).toEqual(await versionFiles(source, version));
  }, 30_000);

  it('gets another id where its own was ever used', async () => {
    const other = await emptyWorkspaceIn('other');
    const taken = join(other, 'versions', version);
    await mkdir(taken, { recursive: true });
    await writeFile(join(taken, 'manifest.json'), '{}');
    await inside(other, async (client) => {
      const { bundle: imported } = await importFrom(client, bundle);
      expect(imported).toMatchObject({ origin: version, known: false });
      expect(imported?.version).not.toBe(version);
      const manifest = await client.versions.manifest({ version: imported?.version ?? '' });
      expect(manifest).toMatchObject({ version: imported?.version, imported: { version } });
      await client.versions.promote({ version: imported?.version ?? '' });
      const out = join(place, 'renamed.zip');
      await exportTo(client, out);
      expect((await readFile(out)).equals(await readFile(bundle))).toBe(true);
    });
  });

  it('that was deleted here gets another id too', async () => {
    const other = await emptyWorkspaceIn('deleted');
    await inside(other, (client) => importFrom(client, bundle));
    await rm(join(other, 'versions', version), { recursive: true });
    await inside(other, async (client) => {
      const job = await importFrom(client, bundle);
      expect(job.bundle).toMatchObject({ origin: version, known: false });
      expect(job.bundle?.version).not.toBe(version);
    });
  });

  it('comes from a browser too, and leaves no upload behind', async () => {
    const empty = await emptyWorkspaceIn('browser');
    await inside(empty, async (client) => {
      const content = new Blob([await readFile(bundle)]);
      const source_ = { name: 'a.plumbline.zip', content };
      const job = await ended(client, (await client.jobs.importBundle({ source: source_ })).id);
      expect(job.bundle).toMatchObject({ version, known: false });
      expect(await readdir(join(empty, 'cache', 'uploads'))).toEqual([]);
    });
  });

  it('without vectors is embedded anew and answers the same', async () => {
    const out = join(place, 'no-vectors.zip');
    await inside(source, (client) => exportTo(client, out, { vectors: false }));
    const names = Object.keys((await bundleFile(out)).files);
    expect(names.filter((name) => /faiss|parquet|meta|terms\.lance/.test(name))).toEqual([]);
    const empty = await emptyWorkspaceIn('no-vectors');
    await inside(empty, async (client) => {
      const job = await importFrom(client, out);
      expect(job.error).toBeNull();
      expect(job.bundle?.checks).toContain('the terms were embedded anew');
      expect((await client.search.query({ text: 'plumbr' })).results[0]?.key).toBe('plumber');
      expect((await importFrom(client, bundle)).bundle).toMatchObject({ known: true });
    });
  });

  it('without texts tells no term and no query, and is not imported', async () => {
    const out = join(place, 'no-texts.zip');
    await inside(source, async (client) => {
      await client.workspace.update({ mustPass: [] });
      expect((await exportTo(client, out, { texts: false })).status).toBe('done');
    });
    const { files: names } = await bundleFile(out);
    expect(Object.keys(names)).toEqual(
      expect.arrayContaining(['index.faiss', 'meta.json', 'predictions/per-query.json']),
    );
    const content = (await readFile(out)).toString('latin1').toLowerCase();
    for (const words of [
      'oral health physician',
      'pipe fitter',
      'wallpaper hanger',
      'dairy farmer',
    ]) {
      expect(content.includes(words), words).toBe(false);
    }
    const empty = await emptyWorkspaceIn('no-texts');
    await inside(empty, async (client) => {
      const job = await importFrom(client, out);
      expect(job.error).toMatchObject({
        code: 'BAD_INPUT',
        remedy: expect.stringContaining('texts'),
      });
      expect(await client.versions.list()).toEqual([]);
    });
  });

  it('is not made of a damaged version, which is named', async () => {
    const copy = join(await temporaryFolder(), 'copy');
    await cp(source, copy, { recursive: true });
    const path = join(copy, 'versions', version, 'index', 'match.safetensors');
    const bytes = await readFile(path);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    await writeFile(path, bytes);
    const out = join(place, 'damaged.zip');
    await inside(copy, async (client) => {
      const job = await exportTo(client, out);
      expect(job.error).toMatchObject({ code: 'DAMAGED' });
      expect(await files.exists(out)).toBe(false);
      expect(await files.exists(`${out}.part`)).toBe(false);
    });
  });
});

describe('the model of a version', () => {
  it('comes with its bundle, is brought in where it is missing, and is asked for where it is not there', async () => {
    const source = await trainedWorkspace();
    const place = await temporaryFolder();
    const [whole, light] = [join(place, 'whole.zip'), join(place, 'light.zip')];
    const version = await inside(source, async (client) => {
      expect((await exportTo(client, whole)).error).toBeNull();
      expect((await exportTo(client, light, { weights: false })).error).toBeNull();
      return latestOf(client);
    });
    expect(await files.size(light)).toBeLessThan((await files.size(whole)) / 2);
    const names = Object.keys((await bundleFile(whole)).files);
    expect(names).toEqual(expect.arrayContaining(['base/model.json', 'base/model.safetensors']));

    // A machine whose own builtin model is another one.
    const elsewhere = { builtinFolder: join(place, 'nothing') };
    const empty = await emptyWorkspaceIn('model');
    const engine = await openEngineWith(empty, elsewhere);
    const refused = await importFrom(engine.client, light);
    expect(refused.error).toMatchObject({
      code: 'NOT_FOUND',
      remedy: expect.stringContaining('weights'),
    });
    expect(await readdir(join(empty, 'versions'))).toEqual([]);
    const job = await importFrom(engine.client, whole);
    expect(job.error).toBeNull();
    expect(job.bundle).toMatchObject({ version });
    expect((await readdir(join(empty, 'models'))).length).toBe(1);
    expect((await engine.client.search.query({ text: 'plumbr' })).results[0]?.key).toBe('plumber');
    await engine.close();

    const traversing = join(place, 'traversing.zip');
    await writeFile(traversing, await withWeightsAt(whole, '../../../evil'));
    const third = await emptyWorkspaceIn('third');
    const other = await openEngineWith(third, elsewhere);
    const before = await contentsOf(third);
    const { error } = await importFrom(other.client, traversing);
    expect(error).toMatchObject({ code: 'BAD_INPUT', message: expect.stringContaining('evil') });
    expect(await contentsOf(third)).toEqual(before);
    await other.close();
  }, 60_000);
});

/** The same bundle, whose model names its weights elsewhere, with right hashes. */
async function withWeightsAt(path: string, weights: string): Promise<Uint8Array> {
  const reader = await files.openRanges(path);
  try {
    const { layout, file } = await openBundle(reader, 'x', digest);
    const bytes = await readFile(path);
    const contents = layout.entries.slice(1).map(({ name, offset, header, size }) => {
      const start = offset + header.length;
      const content = bytes.subarray(start, start + size);
      if (name !== 'base/model.json') return [name, content] as [string, Uint8Array];
      const record = { ...JSON.parse(content.toString()), weights: { fp32: weights } };
      return [name, JSON.stringify(record)] as [string, string];
    });
    return archiveOf(bundleFiles(contents, file.manifest, digest), digest).bytes;
  } finally {
    await reader.close();
  }
}

describe('a disk that fills up', () => {
  it('during an export or an import leaves nothing behind, and the next try works', async () => {
    const source = await lexicalWorkspace();
    const place = await temporaryFolder();
    const bundle = join(place, 'a.zip');
    const disk = fillableFiles(files);
    const exporting = await openEngineWith(source, { files: disk.files });
    for (const nth of [2, 3, 4]) {
      disk.fill(nth);
      const { error } = await exportTo(exporting.client, bundle);
      expect(error?.code, `write ${nth}`).toBe('DISK_FULL');
      expect(await readdir(place)).toEqual([]);
      disk.free();
    }
    expect((await exportTo(exporting.client, bundle)).error).toBeNull();
    await exporting.close();

    const empty = await emptyWorkspaceIn('full');
    const importing = await openEngineWith(empty, { files: disk.files });
    for (let nth = 2; ; nth += 9) {
      disk.fill(nth);
      const { error } = await importFrom(importing.client, bundle);
      disk.free();
      if (error === null) break;
      expect(error.code, `write ${nth}`).toBe('DISK_FULL');
      expect(await readdir(join(empty, 'versions'))).toEqual([]);
    }
    expect((await importing.client.versions.list()).length).toBe(1);
    await importing.close();
  }, 60_000);

  it('a cancelled import leaves nothing either', async () => {
    const source = await lexicalWorkspace();
    const bundle = join(await temporaryFolder(), 'a.zip');
    await inside(source, (client) => exportTo(client, bundle));
    const empty = await emptyWorkspaceIn('cancelled');
    await inside(empty, async (client) => {
      const { id } = await client.jobs.importBundle({ source: { path: bundle } });
      await client.jobs.cancel({ id });
      expect((await ended(client, id)).status).toBe('cancelled');
      expect(await readdir(join(empty, 'versions'))).toEqual([]);
    });
  });
});

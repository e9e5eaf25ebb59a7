import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { termPieces } from '#core/index/lance-terms.ts';
import { openNodeEngine } from '#core/node-engine.ts';
import { canonicalJson, feedbackCsv } from './tiny-data.ts';
import { type Client, emptyWorkspace, ended, importText, removeFolders } from './workspaces.ts';

type Dictionary = Record<string, string[]>;

/** The tiny dictionary with an entry changed, one gone and one new. */
function changedDictionary(more: Dictionary = {}): string {
  const dictionary = JSON.parse(canonicalJson()) as Dictionary;
  const [first = '', second = ''] = Object.keys(dictionary);
  dictionary[first] = [...(dictionary[first] ?? []), 'an altogether new name'];
  delete dictionary[second];
  dictionary.glazier = ['Glazier', 'Window fitter'];
  return JSON.stringify({ ...dictionary, ...more });
}

describe('an incremental training', () => {
  let folder: string;
  let engine: Awaited<ReturnType<typeof openNodeEngine>>;
  let client: Client;

  const train = async (request: Parameters<Client['jobs']['train']>[0]) => {
    const job = await ended(client, (await client.jobs.train(request)).id);
    expect(job.error).toBeNull();
    return job;
  };
  const detailOf = (job: Awaited<ReturnType<typeof train>>, stage: string) =>
    job.stages.find((one) => one.stage === stage)?.detail ?? '';

  beforeAll(async () => {
    folder = await emptyWorkspace();
    engine = await openNodeEngine({ folder });
    client = engine.client;
    await importText(client, 'canonical', canonicalJson());
    await importText(client, 'feedback', feedbackCsv());
    await client.workspace.update({ minAccuracy: 0 });
  });
  afterAll(async () => {
    await engine.close();
    await removeFolders();
  });

  it('has nothing to go on from at first', async () => {
    const job = await ended(client, (await client.jobs.train({ mode: 'incremental' })).id);
    expect(job.error).toMatchObject({ code: 'BAD_INPUT', remedy: expect.stringContaining('full') });
  });

  it('takes over what has not changed, and gives the very version that embedding anew gives', async () => {
    await client.workspace.update({ mustPass: [{ query: 'anything', key: 'no such key' }] });
    const full = await train({ mode: 'full-train' });
    const parent = full.train?.version ?? '';
    await client.workspace.update({ mustPass: [] });
    await keptWhileItWaits(parent);
    await client.versions.promote({ version: parent, overrideReason: 'the test wants it' });
    await importText(client, 'canonical', changedDictionary());
    const quick = await train({ mode: 'incremental' });
    // The same parent again, else it would go on from the version just made.
    await client.versions.rollback({ version: parent });
    const anew = await train({ mode: 'incremental', reuse: false });
    expect(anew.train?.metrics).toEqual(quick.train?.metrics);
    expect(await vectorsOf(anew)).toEqual(await vectorsOf(quick));
    const manifest = await client.versions.manifest({ version: quick.train?.version ?? '' });
    expect(manifest).toMatchObject({
      parent,
      incremental: { from: parent, entries: { added: 1, changed: 1, removed: 1 } },
    });
    expect(manifest.incremental?.embedded).toBe(3);
    expect(detailOf(quick, 'embed')).toContain(`taken over from ${parent}, 3 embedded`);
    expect(detailOf(anew, 'embed')).toContain('0 vectors taken over');
    const before = await client.versions.manifest({ version: parent });
    expect(manifest.space).toEqual(before.space);
  });

  /** Nothing is promoted yet: only the waiting training protects what it will go on from. */
  async function keptWhileItWaits(parent: string): Promise<void> {
    const running = await client.jobs.train({ mode: 'smoke-test' });
    const waiting = await client.jobs.train({ mode: 'incremental' });
    const kept = async () =>
      (await client.versions.list()).find(({ version }) => version === parent)?.kept;
    expect(await kept()).toContain('Incremental training');
    await client.jobs.cancel({ id: waiting.id });
    expect(await kept()).toBeNull();
    await ended(client, running.id);
  }

  async function vectorsOf(job: Awaited<ReturnType<typeof train>>) {
    const version = job.train?.version ?? '';
    const { space } = await client.versions.manifest({ version });
    const rows: [string, string, number[]][] = [];
    const index = join(folder, 'versions', version, 'index');
    for await (const { keys, terms, vectors } of termPieces(index, space.dimensions)) {
      const { dimensions: d } = space;
      terms.forEach((term, i) => {
        rows.push([keys[i] ?? '', term, [...vectors.subarray(i * d, (i + 1) * d)]]);
      });
    }
    return rows;
  }

  it('is compared with what latest measured as it would be with latest measured anew', async () => {
    const { latest } = await client.workspace.get();
    const stored = await train({ mode: 'incremental' });
    await client.versions.rollback({ version: latest ?? '' });
    const path = join(folder, 'versions', latest ?? '', 'manifest.json');
    const text = await readFile(path, 'utf8');
    const manifest = JSON.parse(text) as { data: { testSha256?: string } };
    expect(manifest.data.testSha256).toMatch(/^[0-9a-f]{64}$/);
    await writeFile(
      path,
      JSON.stringify({ ...manifest, data: { ...manifest.data, testSha256: 'other' } }),
    );
    const anew = await train({ mode: 'incremental' });
    await writeFile(path, text);
    expect(anew.train?.gate).toEqual(stored.train?.gate);
    await importText(client, 'canonical', changedDictionary({ roofer: ['Roofer'] }));
    const more = await train({ mode: 'incremental' });
    const versions = { from: stored.train?.version ?? '', to: more.train?.version ?? '' };
    const beside = await client.versions.compare(versions);
    expect(beside.basis).toContain('Both on the same test queries');
    expect(beside.measures[0]?.comparison).not.toBeNull();
    expect(stored.train?.gate.map(({ rule }) => rule)).toContain('ndcg-not-worse');
  });

  it('finds the new entry, and not the one that is gone', async () => {
    const { results } = await client.search.query({ text: 'window fitter' });
    expect(results[0]).toMatchObject({ key: 'glazier' });
    const [, gone = ''] = Object.keys(JSON.parse(canonicalJson()) as Dictionary);
    const all = await client.search.query({ text: gone, k: 100 });
    expect(all.results.map(({ key }) => key)).not.toContain(gone);
  });

  it('refuses where a setting that shaped the vectors has changed', async () => {
    await client.workspace.update({ withLexical: false });
    const job = await ended(client, (await client.jobs.train({ mode: 'incremental' })).id);
    expect(job.error).toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining('withLexical'),
    });
    await client.workspace.update({ withLexical: true });
  });

  it('says so where its parent is damaged', async () => {
    const { latest } = await client.workspace.get();
    const place = join(folder, 'versions', latest ?? '');
    await cp(place, `${place}.kept`, { recursive: true });
    await rm(join(place, 'manifest.json'));
    const job = await ended(client, (await client.jobs.train({ mode: 'incremental' })).id);
    expect(job.error).toMatchObject({ code: 'DAMAGED' });
    await rm(place, { recursive: true });
    await cp(`${place}.kept`, place, { recursive: true });
  });
});

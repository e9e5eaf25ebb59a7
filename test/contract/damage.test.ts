import { cp, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type NodeEngineOptions, openNodeEngine } from '#core/node-engine.ts';
import { ended, removeFolders, temporaryFolder, train, trainedWorkspace } from './workspaces.ts';

type Engine = Awaited<ReturnType<typeof openNodeEngine>>;

/** Two versions, the second promoted. */
let ready: Promise<string> | undefined;
async function twoVersions(): Promise<string> {
  ready ??= (async () => {
    const folder = await trainedWorkspace();
    const engine = await openNodeEngine({ folder });
    await train(engine.client);
    await engine.close();
    return folder;
  })();
  const copy = join(await temporaryFolder(), 'workspace');
  await cp(await ready, copy, { recursive: true });
  return copy;
}

/** The file that holds the vectors. */
async function vectorsOf(version: string): Promise<string> {
  const names = await readdir(join(version, 'index'), { recursive: true });
  const sizes = await Promise.all(
    names.map(async (name) => ({ name, size: (await stat(join(version, 'index', name))).size })),
  );
  const largest = sizes
    .filter(({ name }) => name.endsWith('.lance') && !name.endsWith('terms.lance'))
    .sort((a, b) => b.size - a.size)[0];
  return join(version, 'index', largest?.name ?? '');
}

async function overwrite(path: string): Promise<void> {
  await writeFile(path, '#'.repeat((await stat(path)).size));
}

const DAMAGE: [string, (version: string) => Promise<void>, boolean][] = [
  ['a file that is missing', (version) => rm(join(version, 'model', 'lexical.json')), true],
  ['vectors that are cut', async (version) => truncate(await vectorsOf(version), 100), true],
  ['a manifest of garbage', (version) => overwrite(join(version, 'manifest.json')), true],
  ['a manifest that is missing', (version) => rm(join(version, 'manifest.json')), true],
  ['a model of garbage, as long as it was', (v) => overwrite(join(v, 'match-model.json')), false],
  ['vectors of garbage', async (version) => overwrite(await vectorsOf(version)), false],
  ['a space of garbage', (v) => overwrite(join(v, 'model', 'lexical.safetensors')), false],
];

let folder = '';
let engine: Engine;
let older = '';
let newer = '';
const open = async (options: Omit<NodeEngineOptions, 'folder'> = {}) =>
  openNodeEngine({ folder, ...options });

beforeEach(async () => {
  folder = await twoVersions();
  engine = await open();
  [newer, older] = (await engine.client.versions.list()).map(({ version }) => version) as [
    string,
    string,
  ];
});
afterEach(() => engine.close());
afterAll(removeFolders);

describe.each(DAMAGE)('%s', (_, damage, seenInList) => {
  it('in an old version harms no other', async () => {
    await damage(join(folder, 'versions', older));
    const { client } = engine;
    const list = await client.versions.list();
    const status = list.find(({ version }) => version === older)?.status;
    expect(status === 'damaged').toBe(seenInList);
    expect(list[0]).toMatchObject({ version: newer, status: 'latest' });
    const damaged = {
      code: 'DAMAGED',
      message: expect.stringContaining(`Version ${older} is damaged`),
      data: { file: join(folder, 'versions', older), remedy: expect.any(String) },
    };
    const query = { text: 'plumbr', version: older };
    await expect(client.search.query(query)).rejects.toMatchObject(damaged);
    await expect(client.search.query(query)).rejects.toMatchObject(damaged);
    await expect(client.evaluate.score({ version: older })).rejects.toMatchObject(damaged);
    await expect(client.versions.rollback({ version: older })).rejects.toMatchObject({
      code: 'DAMAGED',
    });
    expect((await client.search.query({ text: 'plumbr' })).results[0]?.key).toBe('plumber');
    const { points, selected } = await client.evaluate.overview({});
    expect(points.map(({ version }) => version)).toContain(newer);
    expect(selected).toBe(newer);
    await client.data.judge({ query: 'anything', key: 'chef', verdict: 'no' });
    const job = await ended(client, (await client.jobs.rescore()).id);
    expect(job.status).toBe('done');
    const after = (await client.evaluate.overview({})).points;
    expect(after.find(({ version }) => version === newer)?.today).toBe(true);
  });

  it('in the promoted version is said, and stands in the way of no training', async () => {
    await damage(join(folder, 'versions', newer));
    const { client } = engine;
    await expect(client.search.query({ text: 'plumbr' })).rejects.toMatchObject({
      code: 'DAMAGED',
      message: expect.stringContaining(newer),
    });
    expect((await client.workspace.get()).latest).toBe(newer);
    const job = await train(client);
    expect(job).toMatchObject({ status: 'done', train: { promoted: true } });
    expect(job.log.filter(({ level }) => level === 'warn').map((line) => line.message)).toEqual([
      expect.stringContaining(newer),
    ]);
    expect((await client.search.query({ text: 'plumbr' })).results[0]?.key).toBe('plumber');
  });
});

describe('numbers of garbage', () => {
  it('count as not measured', async () => {
    const version = join(folder, 'versions', newer);
    await overwrite(join(version, 'metrics.json'));
    await overwrite(join(version, 'predictions', 'per-query.json'));
    const { client } = engine;
    expect((await client.versions.list())[0]).toMatchObject({ version: newer, metrics: null });
    expect((await client.evaluate.overview({})).points.map((point) => point.version)).toEqual([
      older,
    ]);
    await ended(client, (await client.jobs.rescore()).id);
    const { points, comparison } = await client.evaluate.overview({});
    expect(points.map(({ today }) => today)).toEqual([true, true]);
    expect(comparison).toMatchObject({ from: older, to: newer, difference: { value: 0 } });
  });

  it('in the cache are measured again', async () => {
    const { client } = engine;
    await client.data.judge({ query: 'anything', key: 'chef', verdict: 'no' });
    await ended(client, (await client.jobs.rescore()).id);
    const scores = join(folder, 'cache', 'scores');
    for (const name of await readdir(scores)) await truncate(join(scores, name), 40);
    expect((await client.evaluate.overview({})).stale).toBe(2);
    await ended(client, (await client.jobs.rescore()).id);
    expect((await client.evaluate.overview({})).stale).toBe(0);
    expect(await readdir(scores)).toHaveLength(2);
  });
});

describe('a latest that is gone', () => {
  it('is said, and stands in the way of no training', async () => {
    await rm(join(folder, 'versions', newer), { recursive: true });
    const { client } = engine;
    await expect(client.search.query({ text: 'plumbr' })).rejects.toMatchObject({
      code: 'NO_VERSION',
      message: expect.stringContaining(newer),
    });
    expect((await client.search.query({ text: 'plumbr', version: older })).version).toBe(older);
    const { train: made } = await train(client);
    expect(made).toMatchObject({ promoted: true });
    // Its number is not given again: latest would mean another version, gate or no gate.
    expect(made?.version).not.toBe(newer);
    expect((await client.workspace.get()).latest).toBe(made?.version);
  });
});

import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { modelId } from './model-record.ts';
import { modelWriter, type NewModel, removeModelDrafts } from './model-store.ts';
import { summariseModel, usesModel } from './model-summary.ts';

const files = nodeFiles();
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const model: NewModel = {
  name: 'Tiny Model',
  kind: 'transformer',
  origin: 'a test',
  licence: 'mit',
  languages: 'en',
  architecture: 'BertModel',
  dimensions: 4,
  maxTokens: 16,
  pooling: 'mean',
  normalise: true,
  prefixes: { query: '', term: '' },
  weights: { fp32: 'onnx/model.onnx' },
  addedAt: '2026-11-20T00:00:00.000Z',
};

let root = '';
let folder = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'plumbline-models-'));
  folder = join(root, 'models');
});
afterEach(() => rm(root, { recursive: true, force: true }));

const storeOf = (over: Partial<typeof files> = {}) =>
  modelWriter({ ...files, ...over }, { folder, builtinFolder: join(root, 'builtin') }, sha256);

async function draftWith(store: ReturnType<typeof storeOf>, weights: string): Promise<string> {
  const draft = await store.begin();
  await mkdir(join(draft, 'onnx'), { recursive: true });
  await writeFile(join(draft, 'onnx', 'model.onnx'), weights);
  return draft;
}

const added = async (weights = 'w') => {
  const store = storeOf();
  const { model: stored } = await store.commit(await draftWith(store, weights), model);
  return { store, stored };
};

describe('the models of a workspace', () => {
  it('appear whole, with every file and its hash', async () => {
    const { store, stored } = await added();
    expect(stored.id).toMatch(/^tiny-model-[0-9a-f]{8}$/);
    expect(await store.read(stored.id)).toEqual(stored);
    expect(stored.record?.files).toEqual({ 'onnx/model.onnx': { bytes: 1, sha256: sha256('w') } });
    expect(await readdir(folder)).toEqual([stored.id]);
    expect((await store.whole(stored.id)).folder).toBe(join(folder, stored.id));
  });

  it('with the same content are kept once, whatever they are called', async () => {
    const { store, stored } = await added();
    const draft = await draftWith(store, 'w');
    const again = await store.commit(draft, { ...model, name: 'Another' });
    expect(again).toEqual({ model: stored, added: false });
    const other = await store.commit(await draftWith(store, 'v'), model);
    expect(other.added).toBe(true);
    expect(await readdir(folder)).toHaveLength(2);
  });

  it('are listed behind the builtin one, which may be missing', async () => {
    const { store, stored } = await added();
    const [builtin, own] = await store.list();
    expect(builtin).toMatchObject({ id: 'builtin', builtin: true, damage: expect.any(String) });
    expect(own).toEqual(stored);
    await expect(store.whole('builtin')).rejects.toMatchObject({
      code: 'DAMAGED',
      detail: { remedy: expect.stringContaining('another embedder') },
    });
    if (builtin)
      expect(summariseModel(builtin, [])).toMatchObject({ name: 'Builtin', builtin: true });
  });

  it('are folders: whatever else lies there is left alone', async () => {
    const { store } = await added();
    await writeFile(join(folder, 'notes.txt'), 'mine');
    expect(await store.list()).toHaveLength(2);
  });

  it('include the builtin one under that name', async () => {
    const { store, stored } = await added();
    await mkdir(join(root, 'builtin', 'onnx'), { recursive: true });
    await writeFile(join(root, 'builtin', 'onnx', 'model.onnx'), 'w');
    await writeFile(join(root, 'builtin', 'model.json'), JSON.stringify(stored.record));
    const [builtin] = await store.list();
    expect(builtin).toMatchObject({ id: 'builtin', damage: null, record: { id: 'builtin' } });
    await expect(store.remove('builtin', async () => [])).rejects.toThrow(/ships with Plumbline/);
  });

  it.each([
    ['model.json is gone', (path: string) => rm(join(path, 'model.json')), 'model.json is missing'],
    [
      'model.json is cut',
      (path: string) => writeFile(join(path, 'model.json'), '{"schema":'),
      'model.json is not whole',
    ],
    [
      'model.json says nonsense',
      (path: string) => writeFile(join(path, 'model.json'), '{"schema":1}'),
      'model.json is not valid',
    ],
    [
      'a file is gone',
      (path: string) => rm(join(path, 'onnx', 'model.onnx')),
      'onnx/model.onnx is missing',
    ],
    [
      'a file is cut',
      (path: string) => writeFile(join(path, 'onnx', 'model.onnx'), ''),
      'has 0 bytes instead of 1',
    ],
  ])('show their damage where %s', async (_, damage, words) => {
    const { store, stored } = await added();
    await damage(stored.folder);
    const [, listed] = await store.list();
    expect(listed?.damage).toContain(words);
    if (listed)
      expect(summariseModel(listed, ['v1'])).toMatchObject({ id: stored.id, usedBy: ['v1'] });
    await expect(store.whole(stored.id)).rejects.toMatchObject({ code: 'DAMAGED' });
    // A damaged one does not stand in the way of adding it again.
    const again = await store.commit(await draftWith(store, 'w'), model);
    expect(again).toMatchObject({ added: true, model: { id: stored.id, damage: null } });
    expect((await store.read(stored.id)).damage).toBeNull();
  });

  it('are not removed while a version embeds with them', async () => {
    const { store, stored } = await added();
    await expect(store.remove(stored.id, async () => ['v2', 'v1'])).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining('v2 and 1 more'),
    });
    await store.remove(stored.id, async () => []);
    expect(await readdir(folder)).toEqual([]);
    await expect(store.read(stored.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it.each(['..', '../x', '.tmp-1', '', 'nobody'])('do not include %j', async (id) => {
    const { store } = await added();
    await store.begin();
    await expect(store.read(id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(store.remove(id, async () => [])).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('leave nothing that shows when the disk fails, and drafts are swept', async () => {
    const broken = storeOf({ flush: () => Promise.reject(new Error('disk full')) });
    const draft = await draftWith(broken, 'w');
    await expect(broken.commit(draft, model)).rejects.toThrow('disk full');
    expect(await storeOf().list()).toHaveLength(1);
    expect(await readdir(folder)).toEqual(['.tmp-1']);
    await removeModelDrafts(files, folder);
    expect(await readdir(folder)).toEqual([]);
  });

  it('that were half removed do not show, and are swept', async () => {
    const { stored } = await added();
    const killed = storeOf({ remove: async () => {} });
    await killed.remove(stored.id, async () => []);
    expect(await storeOf().list()).toHaveLength(1);
    await removeModelDrafts(files, folder);
    expect(await readdir(folder)).toEqual([]);
  });

  it('have records that people can read', async () => {
    const { stored } = await added();
    const text = await readFile(join(stored.folder, 'model.json'), 'utf8');
    expect(JSON.parse(text)).toEqual(stored.record);
    expect(text).toContain('\n  "name": "Tiny Model"');
  });
});

describe('modelId', () => {
  it.each([
    ['all-MiniLM-L6-v2', 'all-minilm-l6-v2-01234567'],
    ['Modèle français (v2)', 'modele-francais-v2-01234567'],
    ['模型', 'model-01234567'],
    ['../..', 'model-01234567'],
  ])('of %j is %j', (name, id) => {
    expect(modelId(name, '0123456789')).toBe(id);
  });
});

describe('usesModel', () => {
  it('finds a model by its id or its hash, however deep', () => {
    const settings = { model: { id: 'm-1', sha256: 'ab' }, dtype: 'int8', list: [1, null] };
    expect(usesModel(settings, ['m-1'])).toBe(true);
    expect(usesModel(settings, ['x', 'ab'])).toBe(true);
    expect(usesModel(settings, ['m-2', 'cd'])).toBe(false);
    expect(usesModel({}, ['m-1'])).toBe(false);
  });
});

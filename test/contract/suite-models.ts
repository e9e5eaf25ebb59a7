import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ModelSummary } from '#core/contract/models.ts';
import type { Connect, Connection } from './connections.ts';
import { tinyModelFiles, writeFolder } from './tiny-model.ts';
import { type Client, emptyWorkspace, ended, temporaryFolder } from './workspaces.ts';

/** Adds a folder and returns the model. */
export async function addFolder(
  client: Client,
  path: string,
  name?: string,
): Promise<ModelSummary> {
  const source = { from: 'folder' as const, path };
  const { id } = await client.jobs.addModel({ source, ...(name !== undefined && { name }) });
  const job = await ended(client, id);
  if (!job.model) throw new Error(`The model was not added: ${job.error?.message}`);
  return job.model;
}

async function upload(client: Client, files: Readonly<Record<string, Buffer>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    const bytes = Uint8Array.from(content);
    const kept = await client.models.upload({ upload: 'u-1', path, content: new Blob([bytes]) });
    expect(kept).toEqual({ bytes: content.length });
  }
}

export function describeModels(connect: Connect): void {
  describe('models', () => {
    let folder = '';
    let engine: Connection;
    let source = '';
    beforeEach(async () => {
      folder = await emptyWorkspace();
      engine = await connect({ folder });
      source = await writeFolder(join(await temporaryFolder(), 'tiny'));
    });
    afterEach(() => engine.close());

    it('begin with the builtin one, which stays', async () => {
      const { models } = engine.client;
      expect(await models.list()).toMatchObject([{ id: 'builtin', builtin: true, usedBy: [] }]);
      await expect(models.remove({ model: 'builtin' })).rejects.toMatchObject({
        code: 'BAD_INPUT',
      });
    });

    it('are added from a folder, converted, listed, and removed', async () => {
      const { jobs, models } = engine.client;
      const { id } = await jobs.addModel({ source: { from: 'folder', path: source } });
      const job = await ended(engine.client, id);
      expect(job).toMatchObject({ kind: 'add-model', status: 'done', title: 'Add model tiny' });
      expect(job.stages.map(({ stage, state }) => [stage, state])).toEqual(
        ['copy', 'convert', 'check', 'store'].map((stage) => [stage, 'done']),
      );
      const { model } = job;
      expect(model).toMatchObject({
        ...{ name: 'tiny', kind: 'transformer', dimensions: 32, licence: 'mit', damage: null },
        ...{ builtin: false, usedBy: [], origin: 'the folder tiny' },
      });
      expect((await models.list())[1]).toEqual(model);
      expect(await readdir(join(folder, 'models'))).toEqual([model?.id]);
      // The same content again is the same model.
      expect(await addFolder(engine.client, source, 'Another name')).toEqual(model);
      await models.remove({ model: model?.id ?? '' });
      expect(await models.list()).toHaveLength(1);
      expect(await readdir(join(folder, 'models'))).toEqual([]);
    });

    it('are added from an upload, which is gone afterwards', async () => {
      const { jobs } = engine.client;
      await upload(engine.client, tinyModelFiles());
      const { id } = await jobs.addModel({
        source: { from: 'upload', upload: 'u-1', name: 'Mine' },
      });
      const job = await ended(engine.client, id);
      expect(job).toMatchObject({ status: 'done', model: { name: 'Mine' } });
      expect(await readdir(join(folder, 'cache', 'uploads'))).toEqual([]);
    });

    it.each([
      '../x',
      '/etc/passwd',
      'a/../../x',
      'a\\x',
      'a/b/c/d/e',
      '.',
      'C:x',
      'a//b',
      'nul\u0000',
    ])('cannot be uploaded to %j', async (path) => {
      const content = new Blob(['x']);
      const kept = engine.client.models.upload({ upload: 'u-1', path, content });
      await expect(kept).rejects.toMatchObject({ code: 'BAD_INPUT' });
      expect(await readdir(folder)).not.toContain('x');
    });

    it('of uploads that nobody added are swept at the next start', async () => {
      await upload(engine.client, { 'config.json': Buffer.from('{}') });
      expect(await readdir(join(folder, 'cache', 'uploads'))).toEqual(['model-u-1']);
      await engine.close();
      engine = await connect({ folder });
      expect(await readdir(join(folder, 'cache', 'uploads'))).toEqual([]);
    });

    it('in the making, which a killed process left, are swept too', async () => {
      await engine.close();
      await writeFolder(join(folder, 'models', '.tmp-1', 'onnx'), {
        'model.onnx': Buffer.from('x'),
      });
      engine = await connect({ folder });
      expect(await readdir(join(folder, 'models'))).toEqual([]);
    });

    it('that cannot be used leave nothing, and say what to do', async () => {
      const { jobs, models } = engine.client;
      await rm(join(source, 'model.safetensors'));
      await writeFile(join(source, 'pytorch_model.bin'), 'x');
      const { id } = await jobs.addModel({ source: { from: 'folder', path: source } });
      expect(await ended(engine.client, id)).toMatchObject({
        status: 'failed',
        model: null,
        error: { code: 'BAD_INPUT', remedy: expect.stringContaining('safetensors') },
      });
      expect(await models.list()).toHaveLength(1);
      expect(await readdir(join(folder, 'models'))).toEqual([]);
      const missing = await jobs.addModel({ source: { from: 'folder', path: '/nowhere/at/all' } });
      const { error } = await ended(engine.client, missing.id);
      expect(error).toMatchObject({ code: 'NOT_FOUND', remedy: expect.any(String) });
      const gone = { from: 'upload' as const, upload: 'nobody', name: 'x' };
      const upload = await ended(engine.client, (await jobs.addModel({ source: gone })).id);
      expect(upload.error).toMatchObject({ remedy: expect.stringContaining('again') });
    });

    it('are not downloaded while the workspace is offline, as it is at first', async () => {
      const { jobs } = engine.client;
      const hub = { from: 'hub' as const, repo: 'owner/name' };
      await expect(jobs.addModel({ source: hub })).rejects.toMatchObject({
        code: 'BAD_INPUT',
        data: { remedy: expect.stringContaining('Turn on downloads in Settings') },
      });
      expect(await jobs.list()).toEqual([]);
    });

    it('that can be downloaded are known, and which of them are there', async () => {
      const known = await engine.client.models.catalogue();
      expect(known.length).toBeGreaterThanOrEqual(6);
      for (const model of known) expect(model).toMatchObject({ installed: null });
    });

    it('are measured, and what was measured is kept until they go', async () => {
      const { jobs, models } = engine.client;
      const model = await addFolder(engine.client, source);
      expect((await models.devices()).verdicts).toEqual([]);
      const { id } = await jobs.probe({ model: model.id });
      const job = await ended(engine.client, id);
      expect(job).toMatchObject({ kind: 'probe', status: 'done', verdict: { model: model.id } });
      expect(job.verdict?.reports.some(({ chosen }) => chosen)).toBe(true);
      const { found, verdicts } = await models.devices();
      expect(verdicts).toEqual([job.verdict]);
      expect(found[0]).toMatchObject({ device: 'cpu', available: true });
      await models.remove({ model: model.id });
      expect((await models.devices()).verdicts).toEqual([]);
      await expect(jobs.probe({ model: model.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    it('show their damage and can be added again', async () => {
      const { models } = engine.client;
      const model = await addFolder(engine.client, source);
      await rm(join(folder, 'models', model.id, 'onnx', 'model.onnx'));
      expect((await models.list())[1]).toMatchObject({
        id: model.id,
        damage: 'onnx/model.onnx is missing',
      });
      await expect(engine.client.jobs.probe({ model: model.id })).rejects.toMatchObject({
        code: 'DAMAGED',
      });
      expect(await addFolder(engine.client, source)).toMatchObject({ id: model.id, damage: null });
    });

    it('have a cache that can be looked at and emptied', async () => {
      const { models, workspace } = engine.client;
      await workspace.update({ cacheLimitMb: 100 });
      const empty = { bytes: 0, limitBytes: 100 * 2 ** 20, spaces: [], asked: 0, found: 0 };
      expect(await models.cache()).toEqual(empty);
      expect(await models.clearCache()).toEqual(empty);
    });
  });
}

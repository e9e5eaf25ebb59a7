import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openNodeEngine } from '#core/node-engine.ts';
import { builtWorker } from './built-worker.ts';
import { addFolder } from './suite-models.ts';
import { writeFolder } from './tiny-model.ts';
import { ended, filledWorkspace, removeFolders, temporaryFolder } from './workspaces.ts';

afterAll(removeFolders);

describe('a model that was added, in the worker that is shipped', () => {
  let workerUrl: URL;
  beforeAll(async () => {
    workerUrl = await builtWorker();
  }, 60_000);

  it('is trained with, stays while a version needs it, and is missed when it is gone', async () => {
    const folder = await filledWorkspace();
    const source = await writeFolder(join(await temporaryFolder(), 'tiny'));
    let engine = await openNodeEngine({ folder, workers: { job: workerUrl } });
    try {
      const model = await addFolder(engine.client, source);
      const { id } = await engine.client.jobs.train({ mode: 'build-index', embedder: model.id });
      const job = await ended(engine.client, id);
      expect(job).toMatchObject({ status: 'done', error: null });
      const version = job.train?.version ?? '';
      const { results } = await engine.client.search.query({ text: 'plumbr' });
      expect(results[0]?.key).toBe('plumber');
      // What was measured for `auto` is there for everybody to see.
      const { verdicts } = await engine.client.models.devices();
      expect(verdicts.map((verdict) => verdict.model)).toEqual([model.id]);
      const listed = (await engine.client.models.list()).find(({ id: one }) => one === model.id);
      expect(listed?.usedBy).toEqual([version]);
      await expect(engine.client.models.remove({ model: model.id })).rejects.toMatchObject({
        code: 'BAD_INPUT',
        message: expect.stringContaining(version),
      });
      await engine.close();
      await rm(join(folder, 'models', model.id), { recursive: true });
      engine = await openNodeEngine({ folder, workers: { job: workerUrl } });
      await expect(engine.client.search.query({ text: 'plumbr' })).rejects.toMatchObject({
        code: 'DAMAGED',
      });
      await addFolder(engine.client, source);
      expect((await engine.client.search.query({ text: 'plumbr' })).results[0]?.key).toBe(
        'plumber',
      );
    } finally {
      await engine.close();
    }
  }, 60_000);
});

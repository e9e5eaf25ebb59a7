import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '#core/engine.ts';
import { nodeRunJob } from '#core/node-jobs.ts';
import { nodeWiring } from '#core/node-wiring.ts';
import { silentContext } from '#core/platform/node/job-context.ts';
import { untilStage } from './suite-jobs.ts';
import { sendRange, type TinyHub, tinyHub } from './tiny-hub.ts';
import { tinyModelFiles } from './tiny-model.ts';
import { emptyWorkspace, ended, removeFolders } from './workspaces.ts';

afterAll(removeFolders);

let hub: TinyHub;
let folder = '';
let engine: Engine;

/** An engine whose downloads come from a server of ours. */
function open(): Promise<Engine> {
  const wiring = nodeWiring();
  return createEngine(
    { folder, readOnly: false },
    {
      ...wiring,
      quietContext: silentContext(wiring.clock),
      jobRunner: (of) => nodeRunJob(of, wiring, hub.base),
    },
  );
}

beforeEach(async () => {
  hub = await tinyHub(tinyModelFiles());
  folder = await emptyWorkspace();
  engine = await open();
  await engine.client.workspace.update({ offline: false });
});
afterEach(async () => {
  await engine.close();
  await hub.close();
});

const source = { from: 'hub' as const, repo: 'owner/tiny', revision: 'main' };
const WEIGHTS = 'model.safetensors';
const downloads = () => readdir(join(folder, 'cache', 'downloads'));

/** The server sends half of the weights and then nothing. */
function holdWeights(): Promise<void> {
  return new Promise((resolve) => {
    hub.twist = ({ path }, response, content) => {
      if (path !== WEIGHTS) return false;
      response.writeHead(200, { 'content-length': content.length });
      response.write(content.subarray(0, content.length / 2), () => resolve());
      return true;
    };
  });
}

describe('a model of the hub', () => {
  it('is downloaded, converted and checked; the download is gone afterwards', async () => {
    const { client } = engine;
    const { id } = await client.jobs.addModel({ source });
    const job = await ended(client, id);
    expect(job).toMatchObject({
      status: 'done',
      model: {
        name: 'tiny',
        origin: 'Hugging Face owner/tiny, commit c0ffee01',
        licence: 'mit',
        languages: 'en, fr',
      },
    });
    expect(job.stages.map(({ stage }) => stage)).toEqual(['download', 'convert', 'check', 'store']);
    expect(job.stages[0]?.unit).toBe('bytes');
    expect(await downloads()).toEqual([]);
    expect(await readdir(join(folder, 'models'))).toEqual([job.model?.id]);
  });

  it('is fetched on where it broke off when the job is resumed after a restart', async () => {
    const held = holdWeights();
    const { id } = await engine.client.jobs.addModel({ source });
    await untilStage(engine.client, id, 'download');
    await held;
    await engine.close();
    hub.twist = () => false;
    hub.asked.length = 0;
    engine = await open();
    const { client } = engine;
    expect(await client.jobs.list()).toMatchObject([{ id, status: 'interrupted' }]);
    const next = await client.jobs.resume({ id });
    expect(await ended(client, next.id)).toMatchObject({ status: 'done', error: null });
    expect(hub.asked.filter((asked) => !asked.startsWith(WEIGHTS))).toEqual([]);
    expect(await downloads()).toEqual([]);
  });

  it('leaves nothing when it is cancelled', async () => {
    const held = holdWeights();
    const { client } = engine;
    const { id } = await client.jobs.addModel({ source });
    await held;
    await client.jobs.cancel({ id });
    expect(await ended(client, id)).toMatchObject({ status: 'cancelled', model: null });
    expect(await downloads()).toEqual([]);
    expect(await readdir(join(folder, 'models'))).toEqual([]);
  });

  it('whose download fails goes on from there when it is added again', async () => {
    const { client } = engine;
    hub.twist = ({ path }, response, content) => {
      if (path !== WEIGHTS) return false;
      sendRange(response, Buffer.alloc(content.length), null);
      return true;
    };
    const first = await ended(client, (await client.jobs.addModel({ source })).id);
    expect(first).toMatchObject({ status: 'failed', error: { code: 'DAMAGED' } });
    expect(await readdir(join(folder, 'models'))).toEqual([]);
    hub.twist = () => false;
    hub.asked.length = 0;
    const second = await ended(client, (await client.jobs.addModel({ source })).id);
    expect(second.status).toBe('done');
    expect(hub.asked).toEqual([WEIGHTS]);
  });

  it('is not fetched when the workspace went offline before its job began', async () => {
    const { client } = engine;
    const held = holdWeights();
    const first = await client.jobs.addModel({ source });
    await held;
    const second = await client.jobs.addModel({ source });
    await client.workspace.update({ offline: true });
    await client.jobs.cancel(first);
    expect(await ended(client, second.id)).toMatchObject({
      status: 'failed',
      error: { remedy: expect.stringContaining('Turn on downloads') },
    });
  });
});

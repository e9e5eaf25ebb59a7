import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JobState } from '#core/contract/jobs.ts';
import { TRAIN_STAGES } from '#core/contract/jobs.ts';
import type { Connect, Connection } from './connections.ts';
import { canonicalJson, feedbackCsv } from './tiny-data.ts';
import { type Client, ended, filledWorkspace, train } from './workspaces.ts';

/** Follows a job until a stage of it runs. */
export async function untilStage(client: Client, id: string, stage: string): Promise<JobState> {
  for await (const state of await client.jobs.watch({ id })) {
    const at = state.stages.find((one) => one.stage === stage);
    if (at && at.state !== 'waiting') return state;
  }
  throw new Error(`${stage} was never reached.`);
}

export function describeJobs(connect: Connect): void {
  describe('jobs', () => {
    let folder = '';
    let engine: Connection;
    beforeEach(async () => {
      folder = await filledWorkspace();
      engine = await connect({ folder });
    });
    afterEach(() => engine.close());

    it.each([
      ['smoke-test', null],
      ['build-index', false],
      ['build-index-feedback', false],
      ['full-train', true],
    ] as const)('runs %s', async (mode, hasModel) => {
      const job = await train(engine.client, mode);
      expect(job).toMatchObject({ kind: 'train', status: 'done', error: null });
      const [version] = await engine.client.versions.list();
      expect(job.train?.version ?? null).toBe(version?.version ?? null);
      expect(version === undefined).toBe(hasModel === null);
      if (hasModel === null) return;
      const { results } = await engine.client.search.query({ text: 'plumbr' });
      expect(results[0]?.key).toBe('plumber');
      expect(results[0]?.probability !== null).toBe(hasModel);
    });

    it('can be watched from the state now to the end, stage after stage', async () => {
      const { client } = engine;
      const { id } = await client.jobs.train({ mode: 'full-train' });
      const states: JobState[] = [];
      for await (const state of await client.jobs.watch({ id })) states.push(state);
      const [first] = states;
      expect(first).toMatchObject({ id, finishedAt: null });
      expect(['queued', 'running']).toContain(first?.status);
      const last = states.at(-1);
      expect(last?.stages.map(({ stage }) => stage).sort()).toEqual([...TRAIN_STAGES].sort());
      // Sixty judgments are too few for an adapter.
      const skipped = last?.stages.filter(({ state }) => state !== 'done');
      expect(skipped).toMatchObject([{ stage: 'adapt', state: 'skipped' }]);
      const began = states.flatMap(({ stages }) => stages.filter((one) => one.state === 'running'));
      const order = began.map(({ stage }) => TRAIN_STAGES.indexOf(stage as never));
      expect(order).not.toContain(-1);
      const embed = last?.stages.find(({ stage }) => stage === 'embed');
      expect(embed).toMatchObject({ unit: 'texts', total: embed?.done, done: expect.any(Number) });
      expect(embed?.done).toBeGreaterThan(100);
      // Whoever joins late hears the end and nothing else.
      const late: JobState[] = [];
      for await (const state of await client.jobs.watch({ id })) late.push(state);
      expect(late).toEqual([last]);
    });

    it('goes on when nobody watches any more', async () => {
      const { client } = engine;
      const { id } = await client.jobs.train({ mode: 'full-train' });
      const events = await client.jobs.watch({ id });
      for await (const state of events) {
        expect(state.id).toBe(id);
        break;
      }
      expect((await events.next()).done).toBe(true);
      expect((await ended(client, id)).status).toBe('done');
    });

    it('stops when it is cancelled, and leaves nothing', async () => {
      const { client } = engine;
      const { id } = await client.jobs.train({ mode: 'full-train' });
      await untilStage(client, id, 'learn');
      await client.jobs.cancel({ id });
      const job = await ended(client, id);
      expect(job).toMatchObject({ status: 'cancelled', error: { code: 'CANCELLED' }, train: null });
      expect(await readdir(join(folder, 'versions'))).toEqual([]);
      expect((await client.runs.list())[0]).toMatchObject({ status: 'cancelled', version: null });
      expect(await readdir(join(folder, 'jobs'))).toEqual([]);
      // An ended job stays as it is.
      expect(await client.jobs.cancel({ id })).toEqual(job);
      expect((await train(client)).status).toBe('done');
    });

    it('come one after another; one that waits is cancelled at once, with its upload', async () => {
      const { client } = engine;
      const first = await client.jobs.train({ mode: 'full-train' });
      const source = { name: 'same.csv', content: new Blob([feedbackCsv()]) };
      const second = await client.jobs.import({ source, kind: 'feedback' });
      const third = await client.jobs.import({ source, kind: 'feedback' });
      expect(await client.jobs.cancel(second)).toMatchObject({ status: 'cancelled' });
      expect((await client.jobs.list()).map(({ id }) => id)).toEqual([
        third.id,
        second.id,
        first.id,
      ]);
      // The same content for another job is not taken away from it.
      expect(await ended(client, third.id)).toMatchObject({ status: 'done' });
      expect((await ended(client, first.id)).status).toBe('done');
      expect(await readdir(join(folder, 'cache', 'uploads'))).toEqual([]);
    });

    it('are interrupted when the engine closes, and can be resumed', async () => {
      const training = await engine.client.jobs.train({ mode: 'full-train' });
      const source = { name: 'later.json', content: new Blob([canonicalJson()]) };
      const waiting = await engine.client.jobs.import({ source, kind: 'canonical' });
      await untilStage(engine.client, training.id, 'learn');
      await engine.close();
      engine = await connect({ folder });
      const { client } = engine;
      const left = await client.jobs.list();
      expect(left.map(({ id }) => id).sort()).toEqual([training.id, waiting.id].sort());
      for (const job of left) expect(job).toMatchObject({ status: 'interrupted' });
      expect(await client.versions.list()).toEqual([]);
      for (const job of [training, waiting]) {
        const next = await client.jobs.resume(job);
        expect(next.id).not.toBe(job.id);
        expect(await ended(client, next.id)).toMatchObject({ status: 'done', error: null });
      }
      expect((await client.versions.list())[0]?.status).toBe('latest');
      expect((await client.jobs.list()).map(({ status }) => status)).toEqual(['done', 'done']);
      expect(await readdir(join(folder, 'cache', 'uploads'))).toEqual([]);
    });

    it('are forgotten when dismissed, an interrupted one with its upload', async () => {
      const { id } = await engine.client.jobs.train({ mode: 'full-train' });
      const source = { name: 'x.json', content: new Blob([canonicalJson()]) };
      const waiting = await engine.client.jobs.import({ source, kind: 'canonical' });
      await expect(engine.client.jobs.dismiss({ id })).rejects.toMatchObject({
        code: 'BAD_INPUT',
        data: { remedy: 'Cancel it first.' },
      });
      await engine.close();
      expect(await readdir(join(folder, 'cache', 'uploads'))).toHaveLength(1);
      engine = await connect({ folder });
      const { jobs } = engine.client;
      expect(await jobs.dismiss({ id })).toEqual({ id });
      await jobs.dismiss(waiting);
      expect(await jobs.list()).toEqual([]);
      expect(await readdir(join(folder, 'cache', 'uploads'))).toEqual([]);
    });

    it('that there are not, or that cannot be resumed, are refused', async () => {
      const { jobs } = engine.client;
      const nobody = { id: 'job-1' };
      const missing = { code: 'NOT_FOUND', data: { remedy: expect.any(String) } };
      await expect(jobs.cancel(nobody)).rejects.toMatchObject(missing);
      await expect(jobs.resume(nobody)).rejects.toMatchObject(missing);
      await expect(jobs.dismiss(nobody)).rejects.toMatchObject(missing);
      await expect(jobs.watch(nobody)).rejects.toMatchObject(missing);
      const done = await train(engine.client, 'smoke-test');
      await expect(jobs.resume({ id: done.id })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    });
  });
}

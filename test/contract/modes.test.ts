import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { RunMode } from '#core/contract/common.ts';
import type { JobState } from '#core/contract/jobs.ts';
import { openNodeEngine } from '#core/node-engine.ts';
import { canonicalJson, feedbackCsv, judgedRows } from './tiny-data.ts';
import {
  type Client,
  emptyWorkspace,
  filledWorkspace,
  importText,
  removeFolders,
  train,
} from './workspaces.ts';

afterAll(removeFolders);

const detailOf = (job: JobState, stage: string) =>
  job.stages.find((one) => one.stage === stage)?.detail ?? '';
const statesOf = (job: JobState) => Object.fromEntries(job.stages.map((s) => [s.stage, s.state]));

async function inside<Result>(folder: string, work: (client: Client) => Promise<Result>) {
  const engine = await openNodeEngine({ folder });
  try {
    return await work(engine.client);
  } finally {
    await engine.close();
  }
}

async function withDictionary(): Promise<string> {
  const folder = await emptyWorkspace();
  await inside(folder, (client) => importText(client, 'canonical', canonicalJson()));
  return folder;
}

describe('smoke-test', () => {
  it('loads and checks everything, and makes no version', async () => {
    const folder = await filledWorkspace();
    const job = await inside(folder, (client) => train(client, 'smoke-test'));
    expect(job.train).toMatchObject({ version: null, promoted: false, metrics: null, gate: [] });
    expect(statesOf(job)).toMatchObject({ preflight: 'done', embed: 'done', learn: 'skipped' });
    expect(await readdir(join(folder, 'versions'))).toEqual([]);
  });
});

describe('build-index', () => {
  it('on a dictionary alone makes a version that is unmeasured and searches by fused ranks', async () => {
    await inside(await withDictionary(), async (client) => {
      const job = await train(client, 'build-index');
      expect(job.train).toMatchObject({ promoted: false, metrics: null, gate: [] });
      expect(statesOf(job)).toMatchObject({
        learn: 'skipped',
        evaluate: 'skipped',
        version: 'done',
      });
      expect(await client.versions.list()).toMatchObject([{ status: 'unmeasured', metrics: null }]);
      const { results, notice, version } = await client.search.query({ text: 'dental surgeon' });
      expect(results[0]).toMatchObject({ key: 'dentist', probability: null, band: null });
      expect(notice).toContain('fused ranks');
      await expect(client.versions.promote({ version })).rejects.toMatchObject({
        code: 'GATE_REFUSED',
        message: expect.stringContaining('not measured'),
      });
      expect((await client.workspace.get()).inUse).toBe(version);
    });
  });

  it('leaves judgments out of the index, build-index-feedback takes the confirmed ones in', async () => {
    await inside(await filledWorkspace(), async (client) => {
      const plain = await train(client, 'build-index');
      const learnt = await train(client, 'build-index-feedback');
      const terms = async ({ train: made }: JobState) =>
        (await client.versions.manifest({ version: made?.version ?? '' })).data;
      expect(await terms(plain)).toMatchObject({ learntTerms: 0 });
      const data = await terms(learnt);
      expect(data.learntTerms).toBeGreaterThan(50);
      expect(data.terms).toBe((await terms(plain)).terms);
      const { rows } = await client.data.judgments({ limit: 500 });
      const wanted = rows.find(({ split, verdict }) => split === 'train' && verdict === 'yes');
      const { results } = await client.search.query({
        text: wanted?.query ?? '',
        version: learnt.train?.version ?? '',
      });
      expect(results[0]).toMatchObject({ key: wanted?.key, learnt: true });
      // What is held back for measuring must not be learnt.
      const held = rows.filter(({ split, verdict }) => split === 'test' && verdict === 'yes');
      expect(held.length).toBeGreaterThan(10);
      for (const { query } of held) {
        const found = await client.search.query({
          text: query,
          version: learnt.train?.version ?? '',
        });
        expect(found.results.filter(({ learnt: own, term }) => own && term === query)).toEqual([]);
      }
    });
  });
});

describe('full-train', () => {
  it('with too few judgments falls back and says so', async () => {
    await inside(await withDictionary(), async (client) => {
      await importText(client, 'feedback', feedbackCsv(judgedRows(12)));
      const job = await train(client);
      expect(job).toMatchObject({ status: 'done', train: { version: expect.any(String) } });
      expect(detailOf(job, 'learn')).toContain('Too few judgments');
      const { results, notice } = await client.search.query({ text: 'bakr' });
      expect(results[0]).toMatchObject({ key: 'baker', probability: null });
      expect(notice).toContain('no match model');
    });
  });

  it('without any data fails, leaves no draft, and is on record', async () => {
    const folder = await emptyWorkspace();
    await inside(folder, async (client) => {
      const job = await train(client);
      expect(job).toMatchObject({
        status: 'failed',
        error: { code: 'BAD_INPUT', remedy: expect.stringContaining('dictionary') },
      });
      expect(statesOf(job)).toMatchObject({ preflight: 'failed', version: 'skipped' });
      expect(await client.runs.list()).toMatchObject([
        { status: 'failed', version: null, error: job.error, finishedAt: expect.any(String) },
      ]);
    });
    expect(await readdir(join(folder, 'versions'))).toEqual([]);
  });

  it('fits the embedder once for a dictionary', async () => {
    await inside(await filledWorkspace(), async (client) => {
      expect(detailOf(await train(client), 'embed')).toContain('spelling fitted');
      expect(detailOf(await train(client), 'embed')).toContain('spelling from the cache');
      await client.workspace.update({ lexicalDimensions: 16 });
      expect(detailOf(await train(client), 'embed')).toMatch(/ x 272,.*spelling fitted/);
    });
  });

  it.each<RunMode>(['full-train', 'build-index-feedback'])(
    '%s gives the same for the same data and seed, with a cached embedder too',
    async (mode) => {
      const measured = async (folder: string, client: Client) => {
        const { train: made } = await train(client, mode);
        const path = join(folder, 'versions', made?.version ?? '');
        const read = (name: string) => readFile(join(path, name), 'utf8');
        return {
          metrics: made?.metrics,
          model: await read('match-model.json'),
          run: (await read('predictions/test.trec')).replaceAll(made?.version ?? '', 'v'),
        };
      };
      const [a, b] = [await filledWorkspace(), await filledWorkspace()];
      const first = await inside(a, (client) => measured(a, client));
      const second = await inside(b, (client) => measured(b, client));
      const cached = await inside(b, (client) => measured(b, client));
      expect(first.metrics?.test.queries).toBeGreaterThan(20);
      expect(second).toEqual(first);
      expect(cached).toEqual(first);
    },
  );
});

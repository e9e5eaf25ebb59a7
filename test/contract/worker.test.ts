import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openNodeEngine } from '#core/node-engine.ts';
import { builtWorker, workerThat } from './built-worker.ts';
import { judgedRows } from './tiny-data.ts';
import {
  type Client,
  ended,
  filledWorkspace,
  importText,
  removeFolders,
  train,
  trainedWorkspace,
} from './workspaces.ts';

afterAll(removeFolders);

async function inside(
  folder: string,
  workerUrl: URL,
  work: (client: Client) => Promise<void>,
): Promise<void> {
  const engine = await openNodeEngine({ folder, workers: { job: workerUrl } });
  try {
    await work(engine.client);
  } finally {
    await engine.close();
  }
}

describe('the worker that is shipped', () => {
  let worker: URL;
  beforeAll(async () => {
    worker = await builtWorker();
  }, 60_000);

  it('trains while searches and judgments are answered', async () => {
    await inside(await trainedWorkspace(), worker, async (client) => {
      const before = (await client.workspace.get()).inUse;
      const { id } = await client.jobs.train({ mode: 'full-train' });
      const statusOf = async () => (await client.jobs.list()).find((job) => job.id === id)?.status;
      const texts = judgedRows(12).map(({ query }) => query);
      const alone = await client.match.rows({ texts, version: before ?? '' });
      const judged: string[] = [];
      let during = 0;
      while ((await statusOf()) === 'running') {
        expect(await client.match.rows({ texts, version: before ?? '' })).toEqual(alone);
        const { results } = await client.search.query({ text: 'plumbr' });
        expect(results[0]?.key).toBe('plumber');
        const query = `during ${judged.length}`;
        judged.push((await client.data.judge({ query, key: 'chef', verdict: 'no' })).id);
        if ((await statusOf()) === 'running') during += 1;
      }
      const job = await ended(client, id);
      expect(job).toMatchObject({ status: 'done', train: { promoted: true } });
      expect(during).toBeGreaterThan(0);
      const { rows } = await client.data.judgments({ filter: 'during', limit: 500 });
      expect(new Set(rows.map((row) => row.id))).toEqual(new Set(judged));
      expect((await client.search.query({ text: 'plumbr' })).version).toBe(job.train?.version);
    });
  });

  it('imports, says where a fault lies, and stops when told', async () => {
    const folder = await filledWorkspace();
    await inside(folder, worker, async (client) => {
      const csv = 'query,key,correct\nnew,chef,yes\n';
      expect((await importText(client, 'feedback', csv)).imported?.counts.judgments).toBe(1);
      const failed = await importText(client, 'feedback', `${csv}a,b\n`);
      expect(failed.error).toMatchObject({ code: 'BAD_INPUT', file: 'feedback.csv', line: 3 });
      const { id } = await client.jobs.train({ mode: 'full-train' });
      for await (const { stages } of await client.jobs.watch({ id })) {
        if (stages.length > 0) break;
      }
      await client.jobs.cancel({ id });
      expect(await ended(client, id)).toMatchObject({ status: 'cancelled', train: null });
      expect(await readdir(join(folder, 'versions'))).toEqual([]);
      expect(await client.runs.list()).toMatchObject([{ status: 'cancelled' }]);
    });
  });
});

describe('a worker that dies', () => {
  it.each([
    ['of an error', "throw new TypeError('boom');", 'boom'],
    ['of a rejected promise', "Promise.reject(new Error('lost'));", 'lost'],
    ['by its own hand', 'process.exit(7);', 'exit code 7'],
  ])('%s fails its job and nothing else', async (_, code, why) => {
    await inside(await trainedWorkspace(), await workerThat(code), async (client) => {
      const job = await train(client);
      expect(job).toMatchObject({ status: 'failed', error: { code: 'INTERNAL' } });
      expect(job.error?.message).toContain("The job's worker ended before the job did");
      expect(job.error?.message).toContain(why);
      expect((await client.search.query({ text: 'plumbr' })).results[0]?.key).toBe('plumber');
      await client.data.judge({ query: 'after', key: 'chef', verdict: 'no' });
      expect((await train(client)).status).toBe('failed');
    });
  });

  it('that cannot be found does likewise', async () => {
    const nowhere = pathToFileURL('/no/such/worker.js');
    await inside(await trainedWorkspace(), nowhere, async (client) => {
      const job = await train(client);
      expect(job).toMatchObject({ status: 'failed' });
      expect(job.error?.message).toContain('/no/such/worker.js');
      expect((await client.search.query({ text: 'plumbr' })).results[0]?.key).toBe('plumber');
    });
  });

  it('halfway leaves neither a draft nor a run that runs for ever', async () => {
    const folder = await trainedWorkspace();
    const worker = await workerThat(`
      const { folder } = workerData;
      mkdirSync(folder + '/versions/.tmp-v20300101-1/model', { recursive: true });
      mkdirSync(folder + '/runs/r20300101-1');
      writeFileSync(folder + '/runs/r20300101-1/run.json', JSON.stringify({
        id: 'r20300101-1', mode: 'full-train', status: 'running', startedAt: '2030-01-01T00:00:00Z',
        finishedAt: null, parameters: { mode: 'full-train' }, seed: 1, version: null,
        promoted: false, timings: {}, environment: {}, error: null,
      }));
      process.exit(1);`);
    await inside(folder, worker, async (client) => {
      expect((await train(client)).status).toBe('failed');
      expect((await readdir(join(folder, 'versions'))).filter((name) => name[0] === '.')).toEqual(
        [],
      );
      const runs = await client.runs.list();
      expect(runs.map(({ status }) => status)).toEqual(['killed', 'finished']);
    });
  });

  it('halfway through an import leaves the ledger as it was, also with decisions made since', async () => {
    const folder = await filledWorkspace();
    const ledger = join(folder, 'data', 'feedback.jsonl');
    const before = await readFile(ledger, 'utf8');
    const worker = await workerThat(`
      const at = '2030-01-01T00:00:00Z';
      const judgment = { id: 'i9-1', query: 'half', key: 'chef', verdict: 'yes', source: 'import', at };
      const lines = [
        { type: 'import', import: 'i9', kind: 'feedback', rows: 2, name: 'a', sha256: 'b', at },
        { type: 'judgment', import: 'i9', ...judgment },
      ];
      const text = lines.map((line) => JSON.stringify(line) + '\\n').join('');
      appendFileSync(workerData.folder + '/data/feedback.jsonl', text + '{"type":"judg');
      process.exit(1);`);
    await inside(folder, worker, async (client) => {
      const { counts } = await client.workspace.get();
      const job = await importText(client, 'feedback', 'query,key,correct\na,chef,yes\n');
      expect(job.status).toBe('failed');
      expect(await readFile(ledger, 'utf8')).toBe(before);
      expect(await readdir(join(folder, 'cache', 'uploads'))).toEqual([]);
      const { id } = await client.data.judge({ query: 'after', key: 'chef', verdict: 'no' });
      await importText(client, 'feedback', 'query,key,correct\na,chef,yes\n');
      const { rows, total } = await client.data.judgments({ limit: 1 });
      expect(rows[0]?.id).toBe(id);
      expect(total).toBe(counts.judgments + 1);
    });
  });
});

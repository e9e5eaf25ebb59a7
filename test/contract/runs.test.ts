import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunDetail } from '#core/contract/runs.ts';
import type { Engine } from '#core/engine.ts';
import { openNodeEngine } from '#core/node-engine.ts';
import { type FakeMlflow, fakeMlflow } from './fake-mlflow.ts';
import { canonicalJson } from './tiny-data.ts';
import { ended, removeFolders, trainedWorkspace } from './workspaces.ts';

afterAll(removeFolders);

let folder = '';
let engine: Engine;
beforeEach(async () => {
  folder = await trainedWorkspace();
  engine = await openNodeEngine({ folder });
  await engine.client.workspace.update({ adapter: 'off' });
});
afterEach(() => engine.close());

async function train(): Promise<string> {
  const { id } = await engine.client.jobs.train({ mode: 'full-train', embedder: 'lexical' });
  const { train: result } = await ended(engine.client, id);
  return result?.run ?? '';
}

const newest = async (): Promise<RunDetail> => {
  const [run] = await engine.client.runs.list({});
  return engine.client.runs.get({ id: run?.id ?? '' });
};

describe('runs', () => {
  it('are listed by what is asked for, with their measures', async () => {
    await train();
    const { client } = engine;
    const all = await client.runs.list({});
    expect(all).toHaveLength(2);
    expect(all[0]).toMatchObject({ status: 'finished', pushed: false });
    expect(all[0]?.measures['test.ndcg@10']).toBeGreaterThan(0);
    expect(await client.runs.list({ text: all[1]?.version ?? '' })).toHaveLength(1);
    expect(await client.runs.list({ status: 'killed' })).toEqual([]);
    expect(await client.runs.list({ mode: 'incremental' })).toEqual([]);
  });

  it('keep what they were made of, and every file', async () => {
    await train();
    const { run, metrics, log, logLines, artifacts, mlflow, notifications } = await newest();
    const manifest = await engine.client.versions.manifest({ version: run.version ?? '' });
    const { entries, judgments, canonicalSha256, ledgerSha256 } = manifest.data;
    expect(run.data).toMatchObject({ entries, judgments, canonicalSha256, ledgerSha256 });
    expect(run.settings).toMatchObject({ adapter: 'off', minAccuracy: 0.8 });
    expect(run.environment).toMatchObject({ node: process.versions.node, app: manifest.app });
    expect(Object.keys(run.timings)).toEqual(expect.arrayContaining(['load', 'embed', 'version']));
    expect(metrics.map(({ name }) => name)).toContain('test.ndcg@10');
    expect(log).toHaveLength(logLines);
    expect(artifacts.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        `runs/${run.id}/log.jsonl`,
        `runs/${run.id}/run.json`,
        `versions/${run.version}/manifest.json`,
      ]),
    );
    expect([mlflow, notifications]).toEqual([null, []]);
  });

  it('that fail keep what was known by then', async () => {
    await writeFile(
      join(folder, 'data', 'collections', 'canonical.jsonl'),
      '{"key":"a","terms":[]}\n',
    );
    const { id } = await engine.client.jobs.train({ mode: 'full-train', embedder: 'lexical' });
    expect((await ended(engine.client, id)).status).toBe('failed');
    const { run } = await newest();
    expect(run).toMatchObject({ status: 'failed', version: null, data: { entries: 1, terms: 0 } });
    expect(run.error).not.toBeNull();
    expect(run.finishedAt).not.toBeNull();
    expect(run.timings.load).toBeGreaterThanOrEqual(0);
  });

  it('are compared: what differs, and whether the measures do', async () => {
    const from = await train();
    await engine.client.workspace.update({ targetPrecision: 0.9 });
    const to = await train();
    const both = await engine.client.runs.compare({ from, to });
    expect(both.differences).toContainEqual({
      ...{ group: 'settings', name: 'targetPrecision' },
      ...{ from: '0.95', to: '0.9' },
    });
    const groups = new Set(both.differences.map(({ group }) => group));
    for (const group of ['parameters', 'data', 'labels', 'environment'] as const) {
      expect(groups).not.toContain(group);
    }
    expect(both.same).toBeGreaterThan(20);
    const ndcg = both.measures.find(({ name }) => name === 'ndcg@10');
    expect(ndcg?.from).toBe(ndcg?.to);
    expect(ndcg?.comparison).toMatchObject({ verdict: 'within noise' });
    await expect(engine.client.runs.compare({ from, to: 'r19990101-1' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('without a version to compare say so', async () => {
    const from = await train();
    const { version } = (await newest()).run;
    const { id } = await engine.client.jobs.train({ mode: 'smoke-test', embedder: 'lexical' });
    await ended(engine.client, id);
    const to = (await newest()).run.id;
    const both = await engine.client.runs.compare({ from, to });
    expect(both.differences).toContainEqual({
      ...{ group: 'outcome', name: 'Version', from: version, to: null },
    });
    expect(both.basis).toContain('not two whole versions');
  });
});

describe('pushing to MLflow', () => {
  let server: FakeMlflow;
  beforeEach(async () => {
    server = await fakeMlflow();
  });
  afterEach(() => server.close());

  const push = async (request: { runs?: string[]; bundle?: boolean } = {}) =>
    ended(engine.client, (await engine.client.jobs.pushMlflow(request)).id);

  it('wants a server', async () => {
    await expect(engine.client.jobs.pushMlflow({})).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('pushes what is not there, oldest first, and gives the promoted version its alias', async () => {
    await train();
    await engine.client.workspace.update({ mlflowUrl: server.url });
    await engine.client.workspace.setSecret({ name: 'mlflow', value: 'abc' });
    expect((await push()).status).toBe('done');
    const ours = (await engine.client.runs.list({})).toReversed();
    expect(ours.every(({ pushed }) => pushed)).toBe(true);
    expect(server.held.runs.map(({ name }) => name)).toEqual(ours.map(({ id }) => id));
    expect(server.requests.every(({ authorization }) => authorization === 'Bearer abc')).toBe(true);
    const { latest } = await engine.client.workspace.get();
    const champion = server.held.aliases.get('plumbline champion');
    const run = ours.findIndex(({ version }) => version === latest);
    expect(champion).toBe(String(run + 1));
    const { mlflow } = await engine.client.runs.get({ id: ours[run]?.id ?? '' });
    expect(mlflow?.model).toEqual({ name: 'plumbline', version: champion, alias: 'champion' });
    await push();
    expect(server.held.runs).toHaveLength(2);
  });

  it('sends no text of the data unless the bundle is asked for', async () => {
    const mustPass = [{ query: 'very private query', key: 'private key' }];
    await engine.client.workspace.update({ mlflowUrl: server.url, mustPass });
    const run = await train();
    await push({ runs: [run] });
    const sent = Buffer.concat([...server.held.files.values()]).toString('latin1');
    const said = JSON.stringify(server.held.runs.map(({ params, tags }) => [...params, ...tags]));
    const texts = Object.values(JSON.parse(canonicalJson()) as Record<string, string[]>).flat();
    expect(texts.length).toBeGreaterThan(10);
    for (const text of ['private', folder, ...texts.filter(({ length }) => length > 6)]) {
      expect(sent).not.toContain(text);
      expect(said).not.toContain(text);
    }
    expect([...server.held.files.keys()].some((path) => path.includes('bundle'))).toBe(false);
    expect((await push({ runs: [run], bundle: true })).status).toBe('done');
    expect([...server.held.files.keys()].some((path) => path.endsWith('.plumbline.zip'))).toBe(
      true,
    );
  });

  it('follows a training by itself, which does not fail with it', async () => {
    await engine.client.workspace.update({ mlflowUrl: server.url, mlflowAuto: true });
    const run = await train();
    const [job] = await engine.client.jobs.list();
    expect(job).toMatchObject({ kind: 'push-mlflow', title: `Push ${run} to MLflow` });
    expect((await ended(engine.client, job?.id ?? '')).status).toBe('done');
    expect(server.held.runs.map(({ name }) => name)).toEqual([run]);
    server.decide(() => 'pass');
    await engine.client.workspace.update({ mlflowUrl: 'http://8.8.8.8:5000' });
    const second = await train();
    const [failed] = await engine.client.jobs.list();
    const { status, error } = await ended(engine.client, failed?.id ?? '');
    expect([status, error?.code]).toEqual(['failed', 'BAD_INPUT']);
    expect((await newest()).run).toMatchObject({ id: second, status: 'finished' });
  });

  it('finds its runs again where the record is lost', async () => {
    await engine.client.workspace.update({ mlflowUrl: server.url });
    await push();
    const { run } = await newest();
    const path = join(folder, 'runs', run.id, 'mlflow.json');
    const { runId } = JSON.parse(await readFile(path, 'utf8'));
    await rm(path);
    await push();
    expect(JSON.parse(await readFile(path, 'utf8')).runId).toBe(runId);
    expect(server.held.runs).toHaveLength(1);
  });
});

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { type NodeEngineOptions, openNodeEngine } from '#core/node-engine.ts';
import { feedbackCsv, judgedRows } from './tiny-data.ts';
import { emptyWorkspace, removeFolders, train, trainedWorkspace } from './workspaces.ts';

const open: { close(): Promise<void> }[] = [];
async function engineOn(options: NodeEngineOptions) {
  const engine = await openNodeEngine(options);
  open.push(engine);
  return engine;
}
afterEach(async () => {
  for (const engine of open.splice(0)) await engine.close();
});
afterAll(removeFolders);

describe('two at one workspace', () => {
  it('the second writer is told who holds it', async () => {
    const folder = await emptyWorkspace();
    await engineOn({ folder });
    await expect(openNodeEngine({ folder })).rejects.toMatchObject({
      code: 'BUSY',
      message: expect.stringContaining(`process ${process.pid}`),
      detail: { remedy: expect.stringContaining('reading only') },
    });
    const other = await engineOn({ folder: await emptyWorkspace() });
    await expect(other.client.workspace.open({ folder })).rejects.toMatchObject({
      code: 'BUSY',
      message: expect.stringContaining(`process ${process.pid}`),
      data: { file: join(folder, '.lock') },
    });
  });

  it('a reader beside the writer sees everything, at once, and changes nothing', async () => {
    const folder = await trainedWorkspace();
    const { client: writer } = await engineOn({ folder });
    const { client: reader } = await engineOn({ folder, readOnly: true });
    const summary = await reader.workspace.get();
    expect(summary).toEqual({ ...(await writer.workspace.get()), readOnly: true });
    const hits = async (client: typeof reader) =>
      (await client.search.query({ text: 'plumbr' })).results;
    expect(await hits(reader)).toEqual(await hits(writer));
    expect(await reader.versions.list()).toEqual(await writer.versions.list());
    expect(await reader.evaluate.overview({})).toEqual(await writer.evaluate.overview({}));
    expect(await reader.evaluate.score({})).toEqual(await writer.evaluate.score({}));
    const texts = judgedRows()
      .slice(0, 5)
      .map(({ query }) => query);
    expect(await reader.match.rows({ texts })).toEqual(await writer.match.rows({ texts }));
    expect(await reader.data.findings()).toEqual(await writer.data.findings());
    expect(await reader.jobs.list()).toEqual([]);

    const judgment = await writer.data.judge({ query: 'plumbr', key: 'plumber', verdict: 'yes' });
    expect((await hits(reader))[0]).toMatchObject({ judged: 'yes', judgmentId: judgment.id });
    const { train: made } = await train(writer);
    expect((await reader.workspace.get()).latest).toBe(made?.version);
    expect((await reader.search.query({ text: 'plumbr' })).version).toBe(made?.version);

    const source = { name: 'f.csv', content: new Blob([feedbackCsv()]) };
    const refused = { code: 'READ_ONLY', data: { file: folder, remedy: expect.any(String) } };
    for (const change of [
      () => reader.data.judge({ query: 'a', key: 'chef', verdict: 'yes' }),
      () => reader.data.undo({ id: judgment.id }),
      () => reader.workspace.update({ seed: 1 }),
      () => reader.jobs.train({ mode: 'full-train' }),
      () => reader.jobs.import({ source, kind: 'feedback' }),
      () => reader.jobs.rescore(),
      () => reader.versions.promote({ version: summary.latest ?? '' }),
      () => reader.versions.rollback({ version: summary.latest ?? '' }),
    ]) {
      await expect(change()).rejects.toMatchObject(refused);
    }
  });

  it('a reader becomes the writer when it opens the folder again and nobody holds it', async () => {
    const folder = await emptyWorkspace();
    const writer = await openNodeEngine({ folder });
    const { client } = await engineOn({ folder, readOnly: true });
    await expect(client.workspace.open({ folder })).rejects.toMatchObject({ code: 'BUSY' });
    expect((await client.workspace.get()).readOnly).toBe(true);
    await writer.close();
    expect(await client.workspace.open({ folder })).toMatchObject({ readOnly: false });
    await client.workspace.update({ seed: 1 });
  });
});

describe('a workspace of another schema', () => {
  it('that is newer is refused and left as it is', async () => {
    const folder = await emptyWorkspace();
    const path = join(folder, 'workspace.json');
    const text = (await readFile(path, 'utf8')).replace('"schema": 1', '"schema": 99');
    await writeFile(path, text);
    for (const readOnly of [false, true]) {
      await expect(openNodeEngine({ folder, readOnly })).rejects.toMatchObject({
        code: 'NEWER_WORKSPACE',
        message: expect.stringContaining('schema 99'),
        detail: { file: path, remedy: expect.stringContaining('newer Plumbline') },
      });
    }
    const { client } = await engineOn({ folder: await emptyWorkspace() });
    await expect(client.workspace.open({ folder })).rejects.toMatchObject({
      code: 'NEWER_WORKSPACE',
      data: { file: path },
    });
    expect(await readFile(path, 'utf8')).toBe(text);
  });
});

describe('more versions than are kept in memory', () => {
  it('answer at the same time, each as it does alone', async () => {
    const { client } = await engineOn({ folder: await trainedWorkspace() });
    await train(client, 'build-index');
    await train(client, 'build-index-feedback');
    const versions = (await client.versions.list()).map(({ version }) => version);
    expect(versions).toHaveLength(3);
    const texts = judgedRows(90).map(({ query }) => query);
    const ask = (version: string) => client.match.rows({ texts, version });
    const alone = [];
    for (const version of versions) alone.push(await ask(version));
    for (let round = 0; round < 3; round += 1) {
      expect(await Promise.all(versions.map(ask))).toEqual(alone);
    }
  });
});

describe('an engine that is closed', () => {
  it('says so, gives the lock back, and may be closed again', async () => {
    const folder = await trainedWorkspace();
    const engine = await openNodeEngine({ folder });
    const texts = judgedRows().map(({ query }) => query);
    const asked = engine.client.match.rows({ texts });
    await new Promise(setImmediate);
    await engine.close();
    // What was asked before is answered.
    expect((await asked).rows.filter(([first]) => first === undefined)).toEqual([]);
    await expect(engine.client.search.query({ text: 'nurse' })).rejects.toMatchObject({
      code: 'NO_WORKSPACE',
      data: { remedy: expect.any(String) },
    });
    await engine.close();
    const again = await engineOn({ folder });
    const [today] = (await again.client.monitor.report({})).days;
    expect(today?.rows).toBe(texts.length);
  });
});

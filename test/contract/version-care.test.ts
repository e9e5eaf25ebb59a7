import { appendFile, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Connection, connectInProcess } from './connections.ts';
import { ended, importText, removeFolders, train, trainedWorkspace } from './workspaces.ts';

afterAll(removeFolders);

describe('care of versions', () => {
  let folder = '';
  let engine: Connection;
  let first = '';
  beforeEach(async () => {
    folder = await trainedWorkspace();
    engine = await connectInProcess({ folder });
    first = (await engine.client.workspace.get()).latest ?? '';
  });
  afterEach(() => engine.close());

  const inside = (version: string, name: string) => join(folder, 'versions', version, name);
  const trained = async () => (await train(engine.client)).train?.version ?? '';
  const keptOf = async () =>
    Object.fromEntries((await engine.client.versions.list()).map((v) => [v.version, v.kept]));

  it('checks every file of a version', async () => {
    const { versions } = engine.client;
    const whole = await versions.verify({ version: first });
    const { files } = await versions.manifest({ version: first });
    expect(whole).toMatchObject({ version: first, problems: [] });
    expect(whole.files).toBe(Object.keys(files).length);
    await appendFile(inside(first, 'metrics.json'), ' ');
    await writeFile(inside(first, 'stranger.txt'), '');
    await rm(inside(first, 'thresholds.json'));
    expect((await versions.verify({ version: first })).problems).toEqual([
      { file: 'metrics.json', problem: expect.stringContaining('bytes instead of') },
      { file: 'thresholds.json', problem: 'is missing' },
      { file: 'stranger.txt', problem: 'is not in the manifest' },
    ]);
    await expect(versions.verify({ version: '..' })).rejects.toMatchObject({
      code: 'NO_VERSION',
    });
    const [summary] = await versions.list();
    expect(summary).toMatchObject({ status: 'damaged', damage: expect.any(String) });
  });

  async function refusedWhileAJobWaits(): Promise<void> {
    const { versions, jobs } = engine.client;
    const running = await jobs.train({ mode: 'smoke-test' });
    const waiting = await jobs.learningCurve({ version: first });
    expect((await keptOf())[first]).toBe(`The job “Learning curve of ${first}” needs it.`);
    await expect(versions.remove({ version: first })).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining('Learning curve'),
    });
    await jobs.cancel({ id: waiting.id });
    expect((await keptOf())[first]).toBeNull();
    await ended(engine.client, running.id);
  }

  it('deletes no version that is needed, and says why', async () => {
    const { versions, search, workspace } = engine.client;
    const [second, third] = [await trained(), await trained()];
    expect((await workspace.get()).latest).toBe(third);
    expect(await keptOf()).toEqual({
      [first]: null,
      [second]: `Latest, ${third}, came from it: a rollback goes back to it.`,
      [third]: 'It is latest.',
    });
    for (const version of [second, third]) {
      await expect(versions.remove({ version })).rejects.toMatchObject({
        code: 'BAD_INPUT',
        message: expect.stringContaining(`${version} cannot be deleted.`),
        data: { remedy: expect.any(String) },
      });
    }
    await refusedWhileAJobWaits();
    const before = (await workspace.get()).versionBytes;
    // It is open and worked with while it goes.
    const asked = Array.from({ length: 20 }, (_, i) =>
      search.query({ text: `chef ${i}`, version: first }).then(
        ({ version }) => version,
        ({ code }) => code,
      ),
    );
    const { bytes } = await versions.remove({ version: first });
    for (const answer of await Promise.all(asked)) {
      expect([first, 'NO_VERSION', 'CANCELLED']).toContain(answer);
    }
    expect(bytes).toBeGreaterThan(10_000);
    expect((await workspace.get()).versionBytes).toBe(before - bytes);
    expect((await versions.list()).map(({ version }) => version)).toEqual([third, second]);
    await expect(search.query({ text: 'chef', version: first })).rejects.toMatchObject({
      code: 'NO_VERSION',
    });
    await expect(versions.remove({ version: first })).rejects.toMatchObject({
      code: 'NO_VERSION',
    });
    // It stays in the history, and its id is not given again.
    expect((await versions.history())[0]).toMatchObject({ to: first });
    expect(await readdir(join(folder, 'versions'))).toEqual([second, third].sort());
    const fourth = await trained();
    expect([first, second, third]).not.toContain(fourth);
  });

  it('quarantines what is damaged, and only that', async () => {
    const { versions } = engine.client;
    await expect(versions.quarantine({ version: first })).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining('is whole'),
    });
    const second = await trained();
    await versions.rollback({ version: first });
    await writeFile(inside(second, 'match-model.json'), '{}');
    const { folder: away } = await versions.quarantine({ version: second });
    expect(away).toBe(join(folder, 'quarantine', `${second}-1`));
    expect(await readdir(away)).toContain('manifest.json');
    expect((await versions.list()).map(({ version }) => version)).toEqual([first]);
    await truncate(inside(first, 'manifest.json'), 30);
    await expect(versions.quarantine({ version: first })).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining('in use'),
    });
    expect(await trained()).not.toBe(second);
  });

  it('makes a damaged version again, the same to the last measure', async () => {
    const { versions, jobs, search } = engine.client;
    const before = await versions.manifest({ version: first });
    const [row] = (await search.query({ text: 'dental surgeon' })).results;
    await writeFile(inside(first, 'match-model.json'), '{}');
    await rm(inside(first, 'thresholds.json'));
    const job = await ended(engine.client, (await jobs.recreate({ version: first })).id);
    expect(job).toMatchObject({ status: 'done', kind: 'recreate', error: null });
    const words = job.log.find(({ message }) => message.includes('made again'))?.message;
    expect(words).toContain('Its measures are the same');
    expect(words).toContain('byte for byte');
    const after = await versions.manifest({ version: first });
    const { files: _, ...rest } = after;
    expect(rest).toEqual({ ...before, files: undefined });
    expect((await versions.verify({ version: first })).problems).toEqual([]);
    expect(await readdir(join(folder, 'quarantine'))).toEqual([`${first}-1`]);
    const { results, version } = await search.query({ text: 'dental surgeon' });
    expect([version, results[0]]).toEqual([first, row]);
    expect(await versions.history()).toHaveLength(1);
    const again = await ended(engine.client, (await jobs.recreate({ version: first })).id);
    expect(again).toMatchObject({ status: 'failed', error: { code: 'BAD_INPUT' } });
    expect(again.error?.message).toContain('is whole');
  });

  it('makes an incremental version again from its parent', async () => {
    const { versions, jobs } = engine.client;
    await importText(engine.client, 'feedback', 'query_key,matched_key,correct\nzz,pilot,no\n');
    const second = (await train(engine.client, 'incremental')).train?.version ?? '';
    expect(await versions.manifest({ version: second })).toMatchObject({
      incremental: { from: first },
    });
    await rm(inside(second, 'match-model.json'));
    const job = await ended(engine.client, (await jobs.recreate({ version: second })).id);
    expect(job).toMatchObject({ status: 'done', error: null });
    expect(job.log.at(-1)?.message).toContain('Its measures are the same');
    expect((await versions.verify({ version: second })).problems).toEqual([]);
  });

  it('makes none again of other data, or without its manifest', async () => {
    const { jobs } = engine.client;
    const second = await trained();
    await importText(engine.client, 'feedback', 'query_key,matched_key,correct\nzz,pilot,no\n');
    for (const [version, hurt] of [
      [first, () => rm(inside(first, 'metrics.json'))],
      [second, () => truncate(inside(second, 'manifest.json'), 30)],
    ] as const) {
      await hurt();
      const job = await ended(engine.client, (await jobs.recreate({ version })).id);
      const other = { code: 'BAD_INPUT', message: expect.stringContaining('judgments have') };
      const unknown = { code: 'DAMAGED', message: expect.stringContaining('Nobody knows') };
      expect(job.error).toMatchObject(version === first ? other : unknown);
    }
    expect(await readdir(join(folder, 'versions'))).toEqual([first, second].sort());
  });

  it('compares two versions by what differs', async () => {
    const { versions, workspace } = engine.client;
    const same = await trained();
    const none = await versions.compare({ from: first, to: same });
    const apart = new Set(none.differences.map(({ group }) => group));
    for (const group of ['settings', 'data', 'labels', 'embedder', 'learning'] as const) {
      expect(apart).not.toContain(group);
    }
    expect(none.same).toBeGreaterThan(20);
    expect(none.measures).toContainEqual({
      name: 'ndcg@10',
      from: expect.any(Number),
      to: expect.any(Number),
      comparison: expect.objectContaining({ verdict: 'within noise', adjustedP: 1 }),
    });
    await workspace.update({ lexicalDimensions: 16, notifyUrl: 'http://127.0.0.1:1/' });
    const narrow = await trained();
    const { differences } = await versions.compare({ from: first, to: narrow });
    const names = differences.map(({ group, name, from, to }) => [group, name, from, to]);
    expect(names).toContainEqual(['settings', 'lexicalDimensions', '256', '16']);
    expect(differences.map(({ name }) => name)).not.toContain('notifyUrl');
    await expect(versions.compare({ from: first, to: 'v20200101-1' })).rejects.toMatchObject({
      code: 'NO_VERSION',
    });
  });

  it('keeps secrets, and never gives them out', async () => {
    const { workspace } = engine.client;
    expect((await workspace.get()).secrets).toEqual({ notify: false, mlflow: false });
    const set = await workspace.setSecret({ name: 'notify', value: 'very hidden' });
    expect(set.secrets).toEqual({ notify: true, mlflow: false });
    expect(JSON.stringify(set)).not.toContain('very hidden');
    const gone = await workspace.setSecret({ name: 'notify', value: null });
    expect(gone.secrets).toEqual({ notify: false, mlflow: false });
    expect(await readdir(folder)).not.toContain('.secrets.json');
  });
});

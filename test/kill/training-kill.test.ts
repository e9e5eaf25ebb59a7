import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openNodeEngine } from '#core/node-engine.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { versionReader } from '#core/versions/version-store.ts';
import { murmur3 } from '#core/workspace/murmur3.ts';
import { buildScript, workerScript } from '#test/contract/built-worker.ts';
import { type Client, ended, removeFolders, trainedWorkspace } from '#test/contract/workspaces.ts';
import { said, startChild, type Word } from './run-child.ts';

const KILLS = 10;

let child = '';
let worker = '';
let folder = '';
/** Milliseconds from the job's start to the child's end, unharmed. */
let pass = 0;

/** Starts the child and kills it `after` milliseconds after its job began; never when that is infinite. */
async function trainUntil(after: number): Promise<{ words: Word[]; milliseconds: number }> {
  let began = 0;
  const running = startChild(child, [folder, worker], (count) => {
    if (count === 0 || began > 0) return;
    began = performance.now();
    if (Number.isFinite(after)) setTimeout(running.kill, after);
  });
  const words = await running.ended;
  return { words, milliseconds: performance.now() - began };
}

async function inside<Result>(work: (client: Client) => Promise<Result>): Promise<Result> {
  const engine = await openNodeEngine({ folder });
  try {
    return await work(engine.client);
  } finally {
    await engine.close();
  }
}

/** Ids of the versions, newest first, every one of which is whole. */
async function wholeVersions(): Promise<string[]> {
  const versions = versionReader(nodeFiles(), join(folder, 'versions'));
  const list = await versions.list();
  expect(list.filter(({ damage }) => damage !== null)).toEqual([]);
  for (const { id } of list) expect(await versions.verify(id)).toEqual([]);
  return list.map(({ id }) => id);
}

/** Every judgment that the child lived to acknowledge is there. */
async function expectJudged(client: Client, words: readonly Word[]): Promise<void> {
  const found = new Set<string>();
  const filter = `${said(words, 'pid')[0]} while it trains`;
  for (let total = 1; found.size < total; ) {
    const page = await client.data.judgments({ filter, offset: found.size, limit: 500 });
    total = page.total;
    for (const { id } of page.rows) found.add(id);
  }
  const told = said(words, 'judged');
  expect(told.filter((id) => !found.has(id))).toEqual([]);
  expect(found.size - told.length).toBeLessThanOrEqual(1);
}

beforeAll(async () => {
  child = await buildScript(fileURLToPath(new URL('training-child.ts', import.meta.url)));
  worker = await workerScript();
  folder = await trainedWorkspace();
  // How many judgments the child makes while it trains is a matter of time, and so is what the gate would say of them.
  const anyVersion = { minAccuracy: 0, maxNdcgDrop: 1, targetPrecision: 0.5 };
  await inside((client) => client.workspace.update(anyVersion));
  const { words, milliseconds } = await trainUntil(Number.POSITIVE_INFINITY);
  expect(said(words, 'closed')).toEqual(['true']);
  pass = milliseconds;
}, 90_000);
afterAll(removeFolders);

describe('kill -9 during a training', () => {
  const moments = Array.from({ length: KILLS }, (_, n) => murmur3(`training ${n}`) / 2 ** 32);
  const reached = new Set<string>();

  it.each(moments)('at %d of a pass loses nothing', async (moment) => {
    const before = await wholeVersions();
    const { words } = await trainUntil(moment * pass);
    const [job] = said(words, 'job');
    for (const stage of said(words, 'stage')) reached.add(stage);
    const told = said(words, 'version');

    // As a reader finds it, before anybody has mended anything.
    const seen = await wholeVersions();
    const fresh = seen.filter((id) => !before.includes(id));
    expect(fresh.length).toBeLessThanOrEqual(1);
    expect(fresh).toEqual(expect.arrayContaining(told));
    const reader = await openNodeEngine({ folder, readOnly: true });
    await expectJudged(reader.client, words);
    expect((await reader.client.search.query({ text: 'plumbr' })).results[0]?.key).toBe('plumber');
    await reader.close();

    await inside(async (client) => {
      await expectJudged(client, words);
      expect(await readdir(join(folder, 'versions'))).toEqual([...seen].sort());
      const { latest } = await client.workspace.get();
      expect(latest === before[0] || latest === fresh[0]).toBe(true);
      const left = await client.jobs.list();
      // A job may have ended in the very moment between its end and the word of it.
      if (fresh.length === 0) expect(left).toHaveLength(1);
      for (const state of left) {
        expect(state).toMatchObject({ id: job, status: 'interrupted', kind: 'train' });
        await client.jobs.dismiss(state);
      }
      expect((await client.runs.list()).filter(({ status }) => status === 'running')).toEqual([]);
      expect(await client.jobs.list()).toEqual([]);
    });
  });

  it('was not always at the same place', () => {
    expect(reached.size).toBeGreaterThan(2);
  });

  it('can be resumed, and makes a good version', async () => {
    const { words } = await trainUntil(pass / 3);
    const [job] = said(words, 'job');
    const [before] = await wholeVersions();
    await inside(async (client) => {
      const next = await client.jobs.resume({ id: job ?? '' });
      const done = await ended(client, next.id);
      expect(done).toMatchObject({ status: 'done', train: { promoted: true } });
      const [made] = await wholeVersions();
      expect(made).toBe(done.train?.version);
      expect(made).not.toBe(before);
      expect((await client.search.query({ text: 'plumbr' })).version).toBe(made);
      expect(await client.jobs.list()).toMatchObject([{ id: next.id, status: 'done' }]);
    });
  });
});

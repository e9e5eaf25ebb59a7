import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openNodeEngine } from '#core/node-engine.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { murmur3 } from '#core/workspace/murmur3.ts';
import { buildScript, workerScript } from '#test/contract/built-worker.ts';
import {
  type Client,
  ended,
  filledWorkspace,
  removeFolders,
  temporaryFolder,
  trainedWorkspace,
} from '#test/contract/workspaces.ts';
import { said, startChild, type Word } from './run-child.ts';

const KILLS = 50;
const files = nodeFiles();

let child = '';
let worker = '';
/** The workspace that is worked on, and killed at. */
let folder = '';
/** A bundle of another workspace's version. */
let foreign = '';
/** Where the child exports to. */
let out = '';
/** Milliseconds from the child's first word to its end, unharmed. */
let pass = 0;

/** Starts the child and kills it `after` milliseconds after its first word; never when that is infinite. */
async function workUntil(after: number): Promise<{ words: Word[]; milliseconds: number }> {
  let began = 0;
  const running = startChild(child, [folder, worker, foreign, out], (count) => {
    if (count === 0 || began > 0) return;
    began = performance.now();
    if (Number.isFinite(after)) setTimeout(running.kill, after);
  });
  const words = await running.ended;
  return { words, milliseconds: performance.now() - began };
}

async function inside<Result>(
  place: string,
  work: (client: Client) => Promise<Result>,
  readOnly = false,
): Promise<Result> {
  const engine = await openNodeEngine({ folder: place, readOnly });
  try {
    return await work(engine.client);
  } finally {
    await engine.close();
  }
}

async function exportForeign(): Promise<string> {
  const path = join(await temporaryFolder(), 'foreign.plumbline.zip');
  await inside(await trainedWorkspace(), async (client) => {
    const { inUse } = await client.workspace.get();
    const job = await client.jobs.exportBundle({ version: inUse ?? '', out: path });
    expect((await ended(client, job.id)).error).toBeNull();
  });
  return path;
}

beforeAll(async () => {
  child = await buildScript(fileURLToPath(new URL('versions-child.ts', import.meta.url)));
  worker = await workerScript();
  folder = await filledWorkspace();
  // No version passes this gate: the child promotes each by hand.
  const mustPass = [{ query: 'plumber', key: 'no such key' }];
  await inside(folder, (client) => client.workspace.update({ mustPass }));
  foreign = await exportForeign();
  out = join(await temporaryFolder(), 'out');
  await mkdir(out);
  const { words, milliseconds } = await workUntil(Number.POSITIVE_INFINITY);
  expect(said(words, 'closed')).toEqual(['true']);
  pass = milliseconds;
}, 120_000);
afterAll(removeFolders);

/** What a reader finds before anybody has mended anything, and after the next opening: the same. */
async function expectKept(client: Client, before: readonly string[], words: readonly Word[]) {
  const list = await client.versions.list();
  for (const { version, status } of list) {
    expect([version, status]).not.toEqual([version, 'damaged']);
    expect((await client.versions.verify({ version })).problems).toEqual([]);
  }
  const there = list.map(({ version }) => version);
  const going = said(words, 'removing');
  const gone = said(words, 'removed');
  const mustBe = [...before, ...said(words, 'made')].filter((id) => !going.includes(id));
  expect(there).toEqual(expect.arrayContaining(mustBe));
  expect(there.filter((id) => gone.includes(id))).toEqual([]);
  return there;
}

/** Every export that was acknowledged is there, whole; nothing else has a bundle's name but is none. */
async function expectExports(words: readonly Word[]): Promise<void> {
  const told = words.flatMap((word) => ('exported' in word ? [word] : []));
  for (const { exported, sha256 } of told)
    expect(await files.sha256(String(exported))).toBe(sha256);
}

describe('kill -9 while versions are made, promoted, exported, imported and deleted', () => {
  const moments = Array.from({ length: KILLS }, (_, n) => murmur3(`versions ${n}`) / 2 ** 32);
  const reached = new Set<string>();

  it.each(moments)('at %d of a pass loses nothing', async (moment) => {
    const before = await inside(
      folder,
      async (client) => ({
        versions: (await client.versions.list()).map(({ version }) => version),
        latest: (await client.workspace.get()).latest,
      }),
      true,
    );
    const { words } = await workUntil(moment * pass);
    for (const word of words) for (const name of Object.keys(word)) reached.add(name);

    const seen = await inside(folder, (client) => expectKept(client, before.versions, words), true);
    await expectExports(words);
    await inside(folder, async (client) => {
      expect(await expectKept(client, before.versions, words)).toEqual(seen);
      const { latest } = await client.workspace.get();
      const [promoting] = said(words, 'promoting');
      const [promoted] = said(words, 'promoted');
      if (promoted !== undefined) expect(latest).toBe(promoted);
      else expect([before.latest, promoting]).toContain(latest);
      expect((await readdir(join(folder, 'versions'))).sort()).toEqual([...seen].sort());
      expect((await client.runs.list()).filter(({ status }) => status === 'running')).toEqual([]);
      for (const job of await client.jobs.list()) await client.jobs.dismiss(job);
      expect((await client.search.query({ text: 'plumber' })).results.length).toBeGreaterThan(0);
    });
  });

  it('was at every kind of work', () => {
    for (const word of ['made', 'promoted', 'exported', 'removing', 'removed'])
      expect([...reached]).toContain(word);
  });
});

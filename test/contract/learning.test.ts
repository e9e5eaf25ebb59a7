import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TrainResult } from '#core/contract/jobs.ts';
import type { VersionSummary } from '#core/contract/versions.ts';
import { openNodeEngine } from '#core/node-engine.ts';
import {
  type Client,
  emptyWorkspace,
  ended,
  importText,
  removeFolders,
  train,
} from './workspaces.ts';

/** Things by what they are for; each is asked for by words that share no letters with its name. */
const THINGS = Array.from({ length: 60 }, (_, i) => ({
  key: `thing-${i}`,
  words: ['alpha', 'bravo', 'carrot', 'delta'].map((word, at) => `${word} ${i * 7 + at} item`),
}));

const dictionary = () =>
  JSON.stringify(Object.fromEntries(THINGS.map(({ key, words }) => [key, words])));

/** Eight spellings of each thing, all but the number noise; and a wrong answer for each. */
function feedback(): string {
  const rows = THINGS.flatMap(({ key }, i) =>
    Array.from({ length: 8 }, (_, n) => {
      const query = `${['alpha', 'bravo', 'carrot', 'delta'][n % 4]} ${i * 7 + (n % 4)} ${'xyzvwqkj'[n]}${i}`;
      const wrong = THINGS[(i + 1 + n) % THINGS.length]?.key;
      return `"${query}",${key},yes\n"${query}",${wrong},no`;
    }),
  );
  return `query,key,verdict\n${rows.join('\n')}\n`;
}

describe('learning an adapter', () => {
  let folder: string;
  let engine: Awaited<ReturnType<typeof openNodeEngine>>;
  let client: Client;
  let first: TrainResult | null;

  beforeAll(async () => {
    folder = await emptyWorkspace();
    engine = await openNodeEngine({ folder });
    client = engine.client;
    await importText(client, 'canonical', dictionary());
    await importText(client, 'feedback', feedback());
    first = (await train(client)).train;
  });
  afterAll(async () => {
    await engine.close();
    await removeFolders();
  });

  const learningOf = async (version: VersionSummary['version'] | null | undefined) =>
    (await client.versions.list()).find((one) => one.version === version)?.learning;

  it('says what was tried, what was kept and what it gained on test', async () => {
    const learning = await learningOf(first?.version);
    expect(learning?.adapter?.scores.length).toBeGreaterThan(1);
    expect(learning?.tried.length).toBeGreaterThanOrEqual(2);
    expect(learning?.heldOut).toBeGreaterThan(10);
    const { kept } = learning?.adapter ?? { kept: null };
    expect(learning?.gain === null).toBe(kept !== true);
    expect(learning?.words).toMatch(/adapter/i);
    const manifest = await client.versions.manifest({ version: first?.version ?? '' });
    expect(manifest.learning).toEqual(learning);
    expect(manifest.space.settings.adapter !== undefined).toBe(kept === true);
  });

  it('makes the same version again from the same data and seed', async () => {
    const again = (await train(client)).train;
    expect(again?.metrics).toEqual(first?.metrics);
    expect(await learningOf(again?.version)).toEqual(await learningOf(first?.version));
    const [one, two] = await Promise.all(
      [first, again].map((made) => client.versions.manifest({ version: made?.version ?? '' })),
    );
    expect(two?.space).toEqual(one?.space);
    // What was kept of the fitting is of one data set only.
    expect((await readdir(join(folder, 'cache', 'adapters'))).length).toBeGreaterThan(0);
  });

  it('answers a search with the adapter as it did when it was evaluated', async () => {
    const { metrics } = await client.evaluate.score({});
    expect(metrics.test).toEqual(first?.metrics?.test);
  });

  it('can be switched off', async () => {
    await client.workspace.update({ adapter: 'off', fineTune: 'off' });
    const plain = await train(client);
    const stage = plain.stages.find(({ stage }) => stage === 'adapt');
    expect(stage).toMatchObject({ state: 'skipped', detail: 'Switched off in the settings.' });
    expect(await learningOf(plain.train?.version)).toMatchObject({ adapter: null, gain: null });
    await client.workspace.update({ adapter: 'auto', fineTune: 'auto' });
  });

  it('measures a learning curve from nothing to everything', async () => {
    expect((await client.evaluate.detail({})).learningCurve).toBeNull();
    const { id } = await client.jobs.learningCurve({});
    expect(await ended(client, id)).toMatchObject({ status: 'done', kind: 'learning-curve' });
    const { learningCurve: curve, version } = await client.evaluate.detail({});
    expect(curve?.version).toBe(version);
    expect(curve?.points.map(({ share }) => share)).toEqual([0, 1 / 8, 1 / 4, 1 / 2, 1]);
    const judgments = curve?.points.map((point) => point.judgments) ?? [];
    expect(judgments).toEqual([...judgments].sort((a, b) => a - b));
    for (const { mrr } of curve?.points ?? []) {
      expect(mrr.lower).toBeLessThanOrEqual(mrr.value);
      expect(mrr.value).toBeLessThanOrEqual(mrr.upper);
    }
    // All train queries: the version itself, learnt anew.
    const trained = (await client.versions.list()).find((one) => one.version === version);
    expect(curve?.points.at(-1)?.mrr.value).toBeCloseTo(trained?.metrics?.test['mrr@10'] ?? -1, 6);
    expect(curve?.words).toMatch(/judgments/);
  });

  it('has no curve of a version that does not exist', async () => {
    await expect(client.jobs.learningCurve({ version: 'v1' })).rejects.toMatchObject({
      code: 'NO_VERSION',
    });
  });
});

import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PlumblineError } from '#core/contract/errors.ts';
import type { EmbedderChoice } from '#core/contract/jobs.ts';
import { Settings } from '#core/contract/workspace.ts';
import { openVectorCache } from '#core/embed/cache/vector-cache.ts';
import { embedTexts } from '#core/embed/embedder.ts';
import { JOB_TITLES } from '#core/match/testing.ts';
import { norm } from '#core/math/vectors.ts';
import { silentContext } from '#core/platform/node/job-context.ts';
import { nodeClock } from '#core/platform/node/node-clock.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { describeEmbedding } from './describe-embedding.ts';
import { embedRows } from './embed-dictionary.ts';
import { embedQueries } from './embed-queries.ts';
import { readEmbedder, writeEmbedder } from './embedder-files.ts';
import { assembleEmbedder } from './stored-embedder.ts';
import { termRows } from './term-rows.ts';
import { fakeModels } from './testing.ts';

const files = nodeFiles();
const clock = nodeClock();
const context = silentContext(clock);
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-embed-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const choice: EmbedderChoice = { embedder: 'tiny', device: 'auto', dtype: 'auto' };
const entries = Object.entries(JOB_TITLES).map(([key, terms]) => ({ key, terms }));
const rows = termRows(entries, 'each', []);

/** Embeds the small dictionary as a training does. */
async function embed(
  models: ReturnType<typeof fakeModels>,
  changes: Partial<Settings> = {},
  wanted = choice,
) {
  const settings = { ...Settings.parse({}), lexicalDimensions: 8, ...changes };
  const vectorCache = await openVectorCache(files, {
    ...{ folder: join(folder, 'vectors'), limitBytes: 1e9, clock },
    log: (_, message) => expect.unreachable(message),
  });
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
  const data = { entries, settings, snapshot: { canonicalSha256: 'dictionary' } };
  const deps = { ...{ files, clock, context, sha256, models, vectorCache }, cache: folder };
  try {
    return await embedRows(wanted, rows, data, deps);
  } finally {
    await vectorCache.close();
  }
}

describe('embedRows', () => {
  it('embeds spelling alone without any model', async () => {
    const models = fakeModels();
    const { dictionary, stats } = await embed(models, {}, { ...choice, embedder: 'lexical' });
    expect(stats).toBeNull();
    expect(models.opened).toBe(0);
    expect(dictionary.space).toMatchObject({ embedder: 'lexical', dimensions: 8 });
    expect(dictionary.stored).toMatchObject({ model: null, pca: null });
  });

  it('puts the model and spelling side by side, each term as a query for it', async () => {
    const { dictionary } = await embed(fakeModels());
    const { space, vectors, embedder } = dictionary;
    expect(space).toMatchObject({ embedder: 'Tiny fp32 + lexical', dimensions: 4 + 8 });
    expect(norm(vectors.subarray(0, space.dimensions))).toBeCloseTo(1, 5);
    expect(await embedQueries(embedder, rows.terms)).toEqual(vectors);
    const spaced = await embedQueries(embedder, ['  Software \t Engineer ']);
    expect(spaced).toEqual(vectors.slice(0, space.dimensions));
  });

  it('reduces the model, and keeps what another process needs to do the same', async () => {
    const { dictionary } = await embed(fakeModels(), { pcaDimensions: 2 });
    expect(dictionary.space.dimensions).toBe(2 + 8);
    await writeEmbedder(files, folder, dictionary.stored);
    const stored = await readEmbedder(files, folder);
    expect(stored).toEqual(dictionary.stored);
    const { embedder } = await fakeModels().forTraining(choice, context);
    const again = assembleEmbedder(stored, embedder);
    expect(await embedTexts(again, rows.terms, 'query')).toEqual(dictionary.vectors);
  });

  it('embeds nothing twice, whatever stands beside the model', async () => {
    const models = fakeModels();
    const first = await embed(models);
    const length = new Set(rows.terms).size;
    expect(first.stats).toMatchObject({ distinct: length, computed: length, cached: 0 });
    const second = await embed(models, { withLexical: false, pcaDimensions: 3 });
    expect(second.stats).toMatchObject({ distinct: length, computed: 0, cached: length });
    expect(models.texts).toHaveLength(length);
    expect(second.dictionary.space.id).not.toBe(first.dictionary.space.id);
  });

  it('does not keep what is made faster than it is read', async () => {
    const models = fakeModels({ slow: false });
    await embed(models);
    expect((await embed(models)).stats).toMatchObject({ cached: 0 });
  });

  it('gives the same space for the same parts, and another for other weights', async () => {
    const id = async (models = fakeModels(), changes: Partial<Settings> = {}) =>
      (await embed(models, changes)).dictionary.space.id;
    const usual = await id();
    expect(await id()).toBe(usual);
    const others = [
      await id(fakeModels({ sha256: 'other weights' })),
      await id(fakeModels(), { pcaDimensions: 2 }),
      await id(fakeModels(), { withLexical: false }),
      await id(fakeModels(), { lexicalDimensions: 4 }),
    ];
    expect(new Set([usual, ...others]).size).toBe(5);
  });

  it('closes the model when the work fails', async () => {
    const models = fakeModels({ fails: new PlumblineError('DAMAGED', 'It is not finite.') });
    await expect(embed(models)).rejects.toMatchObject({ code: 'DAMAGED' });
    expect(models).toMatchObject({ opened: 1, closed: 1 });
  });
});

describe('describeEmbedding', () => {
  it('says what was made, where, how fast, and what was known', async () => {
    const models = fakeModels();
    expect(describeEmbedding(await embed(models))).toMatch(
      /^24 terms x 12, Tiny on the CPU with fp32, [\d\s]+ texts\/s, 0 % from the cache, spelling fitted, \d+ % of its variance kept$/,
    );
    expect(describeEmbedding(await embed(models, { pcaDimensions: 2 }))).toMatch(
      /^24 terms x 10, Tiny on the CPU with fp32, 100 % from the cache, reduced to 2, spelling from the cache/,
    );
  });
});

describe('readEmbedder', () => {
  it('takes a version from before there were models as lexical', async () => {
    const { dictionary } = await embed(fakeModels(), {}, { ...choice, embedder: 'lexical' });
    await writeEmbedder(files, folder, dictionary.stored);
    await rm(join(folder, 'embedder.json'));
    expect(await readEmbedder(files, folder)).toEqual(dictionary.stored);
  });

  it('refuses a version that names no part', () => {
    const nothing = { tokens: null, pca: null, lexical: null, adapter: null };
    expect(() => assembleEmbedder(nothing, null)).toThrow('no embedder');
  });
});

import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { embedTexts } from '#core/embed/embedder.ts';
import { openStaticEmbedder } from '#core/embed/static/open-static-embedder.ts';
import { onnxMultiplier } from '#core/learn/onnx-multiply.ts';
import { JOB_TITLES } from '#core/match/testing.ts';
import { silentContext } from '#core/platform/node/job-context.ts';
import { nodeClock } from '#core/platform/node/node-clock.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { tunedDictionary, tuneTokens, tuningObstacle } from './adapt-tokens.ts';
import { readEmbedder, writeEmbedder } from './embedder-files.ts';
import { assembleEmbedder } from './stored-embedder.ts';
import { termRows } from './term-rows.ts';
import { fakeModels, judgedQuery } from './testing.ts';

const files = nodeFiles();
const context = silentContext(nodeClock());
const sha256 = (content: Uint8Array | string) => createHash('sha256').update(content).digest('hex');
const builtin = fileURLToPath(new URL('../../resources/models/builtin', import.meta.url));
const open = () =>
  openStaticEmbedder(files, builtin, { maxTokens: 256, prefixes: { query: '', term: '' } });
const use = { id: 'builtin', name: 'builtin', sha256: 'weights', dtype: null };

const { multiply, close } = onnxMultiplier(1);
afterAll(close);

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-tokens-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const entries = Object.entries(JOB_TITLES).map(([key, terms]) => ({ key, terms }));
const keys = Object.keys(JOB_TITLES);
/** Words that the model does not connect with the entries. */
const WORDS = ['harbour', 'violin', 'granite', 'meadow', 'lantern', 'copper', 'falcon', 'marble'];
const asked = (words: readonly string[]) =>
  keys.flatMap((key, i) =>
    words.map((word) => judgedQuery(`${WORDS[i % WORDS.length]} ${word}`, [key])),
  );
const plan = { learnFrom: asked(['person', 'duties', '']), aside: asked(['worker', 'position']) };

/** The small dictionary in the builtin model's vectors. */
async function embedded() {
  const base = await open();
  const stored = { model: use, tokens: null, pca: null, lexical: null, adapter: null };
  const rows = termRows(entries, 'each', []);
  const vectors = await embedTexts(base, rows.terms, 'term');
  const { dimensions } = base;
  const space = { id: 'plain', embedder: 'builtin', dimensions, settings: {} };
  return { rows, vectors, embedder: assembleEmbedder(stored, base), base, stored, space };
}

async function toFit(cache = folder, jobContext = context) {
  const dictionary = await embedded();
  const data = { settings: { seed: 5 }, snapshot: { canonicalSha256: 'a', ledgerSha256: 'b' } };
  const deps = { files, cache, context: jobContext, sha256 };
  return { data, dictionary, deps, multiply, family: 'plain' };
}

async function tuned() {
  const fit = await toFit();
  const { tokens, state } = await tuneTokens(fit, plan);
  if (tokens === null) throw new Error('Nothing was learnt.');
  return { fit, tokens, state };
}

describe('tuned tokens', () => {
  it('find queries kept aside better, and are the same again', async () => {
    const { tokens, state } = await tuned();
    expect(state.scores[state.best.round]).toBeGreaterThan((state.scores[0] ?? 1) + 0.1);
    const again = await tuneTokens(await toFit(join(folder, 'other')), plan);
    expect(again.tokens).toEqual(tokens);
  });

  it('are the same when the training is cut off and goes on', async () => {
    const { tokens, state } = await tuned();
    const cache = join(folder, 'cut');
    let breaths = 0;
    const breathe = async () => {
      breaths += 1;
      if (breaths > 80) throw new Error('cut off');
    };
    const cut = tuneTokens(await toFit(cache, { ...context, breathe }), plan);
    await expect(cut).rejects.toThrow('cut off');
    const resumed = await tuneTokens(await toFit(cache), plan);
    expect(resumed.tokens).toEqual(tokens);
    expect(resumed.state.scores).toEqual(state.scores);
  });

  it('come from the disk as they were, beside a version without them', async () => {
    const { fit, tokens } = await tuned();
    const dictionary = await tunedDictionary(fit.dictionary, tokens, fit.deps);
    expect(dictionary.space.id).not.toBe(fit.dictionary.space.id);
    expect(dictionary.vectors).not.toEqual(fit.dictionary.vectors);
    await writeEmbedder(files, folder, dictionary.stored);
    const stored = await readEmbedder(files, folder);
    expect(stored).toEqual(dictionary.stored);
    const base = await open();
    const { terms } = dictionary.rows;
    const own = assembleEmbedder(stored, base);
    const other = assembleEmbedder({ ...stored, tokens: null }, base);
    expect(await embedTexts(own, terms, 'term')).toEqual(dictionary.vectors);
    expect(await embedTexts(other, terms, 'term')).toEqual(fit.dictionary.vectors);
    expect(await embedTexts(own, terms, 'term')).toEqual(dictionary.vectors);
    const path = join(folder, 'tokens.safetensors');
    const bytes = await files.readBytes(path);
    await files.writeAtomic(path, bytes.subarray(0, bytes.length - 1));
    await expect(readEmbedder(files, folder)).rejects.toMatchObject({ code: 'DAMAGED' });
  });

  it('are refused by a model that has none', async () => {
    const { tokens, fit } = await tuned();
    const stored = { ...fit.dictionary.stored, tokens };
    const transformer = await fakeModels().forAnswering(use);
    expect(() => assembleEmbedder(stored, transformer)).toThrow('not a static one');
    expect(() => assembleEmbedder(stored, null)).toThrow('not a static one');
  });
});

describe('tuningObstacle', () => {
  it('says why tokens are not tuned', async () => {
    const dictionary = await embedded();
    const base = await fakeModels().forAnswering(use);
    expect(tuningObstacle(dictionary, 1e9)).toBeNull();
    expect(tuningObstacle(dictionary, 1e6)).toContain('too many');
    expect(tuningObstacle({ ...dictionary, base }, 1e9)).toContain('only static models');
    expect(tuningObstacle({ ...dictionary, base: null }, 1e9)).toContain('only static models');
    const pca = {
      ...{ features: 2, dimensions: 1, explainedVariance: [1], totalVariance: 1 },
      ...{ components: new Float32Array(2), mean: new Float64Array(2) },
    };
    const reduced = { ...dictionary, stored: { ...dictionary.stored, pca } };
    expect(tuningObstacle(reduced, 1e9)).toContain('PCA');
  });
});

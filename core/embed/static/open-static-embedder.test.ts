import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { embedTexts } from '#core/embed/embedder.ts';
import { TINY_TOKENS, tinyTokenizerJson } from '#core/embed/tokenize/testing.ts';
import { model2vecConfig, writeTokenVectors } from '#core/interop/model2vec.ts';
import { writeSafetensors } from '#core/interop/safetensors.ts';
import { seededRandom } from '#core/math/seeded-random.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { exportModel2vec } from './export-model2vec.ts';
import { openStaticEmbedder, readStaticModel } from './open-static-embedder.ts';
import { quantiseRows } from './static-rows.ts';

const files = nodeFiles();
const DIMENSIONS = 4;
const TOKENS = TINY_TOKENS.length;
const random = seededRandom(9);
const floats = Float32Array.from({ length: TOKENS * DIMENSIONS }, () => random() - 0.5);
const SETTINGS = { maxTokens: 512, prefixes: { query: '', term: '' } };
const TEXTS = ['Senior Software Engineer', 'nurse', '', 'zzz'];

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-static-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const at = (...parts: string[]) => join(folder, ...parts);

async function writeModel(weights: Uint8Array, where = folder) {
  await files.makeFolder(where);
  await writeFile(join(where, 'model.safetensors'), weights);
  await writeFile(join(where, 'tokenizer.json'), JSON.stringify(tinyTokenizerJson()));
}

async function vectorsOf(where = folder): Promise<number[]> {
  return [...(await embedTexts(await openStaticEmbedder(files, where, SETTINGS), TEXTS, 'term'))];
}

function expectSame(actual: readonly number[], wanted: readonly number[], digits = 5) {
  expect(actual).toHaveLength(wanted.length);
  wanted.forEach((value, i) => {
    expect(actual[i]).toBeCloseTo(value, digits);
  });
}

const FLOATS = writeTokenVectors({
  tokens: TOKENS,
  dimensions: DIMENSIONS,
  rows: floats,
  scales: null,
});

describe('layouts', () => {
  it('model2vec, float32', async () => {
    await writeModel(FLOATS);
    const vectors = await vectorsOf();
    expect(Math.hypot(...vectors.slice(0, DIMENSIONS))).toBeCloseTo(1, 5);
    expect(vectors.slice(2 * DIMENSIONS)).toEqual(new Array(2 * DIMENSIONS).fill(0));
  });

  it('int8 with scales, near the floats', async () => {
    await writeModel(FLOATS);
    const exact = await vectorsOf();
    await writeModel(writeTokenVectors(quantiseRows(floats, DIMENSIONS)));
    expectSame(await vectorsOf(), exact, 1);
  });

  it('sentence-transformers, in a folder of its own and under its own name', async () => {
    await writeModel(FLOATS, at('plain'));
    const shape = [TOKENS, DIMENSIONS];
    const weights = writeSafetensors({ 'embedding.weight': { shape, data: floats } });
    await writeModel(weights, at('st', '0_StaticEmbedding'));
    const modules = [
      {
        idx: 0,
        name: '0',
        path: '0_StaticEmbedding',
        type: 'sentence_transformers.models.StaticEmbedding',
      },
    ];
    await writeFile(at('st', 'modules.json'), JSON.stringify(modules));
    expect(await vectorsOf(at('st'))).toEqual(await vectorsOf(at('plain')));
  });

  it('model2vec with weights kept apart', async () => {
    const weights = Float32Array.from({ length: TOKENS }, (_, token) => 1 + token);
    const weighted = floats.map((value, i) => value * (1 + Math.floor(i / DIMENSIONS)));
    await writeModel(
      writeTokenVectors({ tokens: TOKENS, dimensions: DIMENSIONS, rows: weighted, scales: null }),
      at('folded'),
    );
    const apart = writeSafetensors({
      embeddings: { shape: [TOKENS, DIMENSIONS], data: floats },
      weights: { shape: [TOKENS], data: weights },
    });
    await writeModel(apart, at('apart'));
    expectSame(await vectorsOf(at('apart')), await vectorsOf(at('folded')));
  });

  it('there and back again: what is exported gives the same vectors', async () => {
    await writeModel(writeTokenVectors(quantiseRows(floats, DIMENSIONS)), at('own'));
    const model = await readStaticModel(files, at('own'));
    const config = model2vecConfig({
      source: 'tiny',
      dimensions: DIMENSIONS,
      sifCoefficient: 1e-4,
    });
    await exportModel2vec(files, at('exported'), model, config);
    expect(await files.list(at('exported'))).toEqual([
      'config.json',
      'model.safetensors',
      'modules.json',
      'tokenizer.json',
    ]);
    expectSame(await vectorsOf(at('exported')), await vectorsOf(at('own')));
  });
});

describe('damage', () => {
  const failure = (message: RegExp) =>
    expect(openStaticEmbedder(files, folder, SETTINGS)).rejects.toThrow(message);

  it('cut short', async () => {
    await writeModel(FLOATS);
    await truncate(at('model.safetensors'), FLOATS.length - 10);
    await failure(/not a whole safetensors file/);
  });

  it('a tokenizer of another model', async () => {
    const fewer = floats.subarray(0, 5 * DIMENSIONS);
    await writeModel(
      writeTokenVectors({ tokens: 5, dimensions: DIMENSIONS, rows: fewer, scales: null }),
    );
    await failure(new RegExp(`tokenizer has ${TOKENS} tokens, but the model has vectors for 5`));
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('a vector with %s', async (value) => {
    const rows = floats.slice();
    rows[7] = value;
    await writeModel(
      writeTokenVectors({ tokens: TOKENS, dimensions: DIMENSIONS, rows, scales: null }),
    );
    await failure(/not all finite/);
  });

  it('a scale that is not finite', async () => {
    const quantised = quantiseRows(floats, DIMENSIONS);
    const scales = (quantised.scales ?? new Float32Array()).fill(Number.NaN);
    await writeModel(writeTokenVectors({ ...quantised, scales }));
    await failure(/not all finite/);
  });

  it('another tensor', async () => {
    await writeModel(writeSafetensors({ weight: { shape: [1], data: Float32Array.of(1) } }));
    await failure(/none of the tensors embeddings, embedding.weight/);
  });

  it('a vector instead of a matrix', async () => {
    await writeModel(writeSafetensors({ embeddings: { shape: [1], data: Float32Array.of(1) } }));
    await failure(/is no matrix/);
  });

  it('whole numbers that are no int8', async () => {
    await writeModel(writeSafetensors({ embeddings: { shape: [1, 1], data: Int32Array.of(1) } }));
    await failure(/neither floats nor int8/);
  });

  it('scales for another number of tokens', async () => {
    const embeddings = { shape: [1, 1], data: Int8Array.of(1) };
    const scales = { shape: [2], data: Float32Array.of(1, 1) };
    await writeModel(writeSafetensors({ embeddings, scales }));
    await failure(/"scales" has another length/);
  });

  it('a tokenizer that is not whole', async () => {
    await writeModel(FLOATS);
    await writeFile(at('tokenizer.json'), '{"model": {');
    await failure(/not whole JSON/);
  });

  it('no weights', async () => {
    await files.makeFolder(folder);
    await expect(openStaticEmbedder(files, folder, SETTINGS)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agreementOf, disagreement } from '#core/embed/devices/agreement.ts';
import { embedTexts } from '#core/embed/embedder.ts';
import type { OnnxEmbedder } from '#core/embed/onnx/onnx-embedder.ts';
import { openStaticEmbedder } from '#core/embed/static/open-static-embedder.ts';
import { dot, norm } from '#core/math/vectors.ts';
import { builtinModelFolder } from '#core/node-resources.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { type ConvertedMiniLm, convertMiniLm, miniLmFolder } from './embed-model.ts';
import { readSts, type StsPairs, stsSpearman } from './embed-sts.ts';

const DATA = resolve(process.env.PLUMBLINE_DATA ?? join('..', 'shared', 'data'));
const STS = join(DATA, 'stsb-dev', 'sts-dev.csv');
const TITLES = join(DATA, 'onet', 'titles.csv');
const SOURCE = miniLmFolder();
const MISSING = [SOURCE ?? 'all-MiniLM-L6-v2 (PLUMBLINE_MINILM)', STS, TITLES].filter(
  (path) => !existsSync(path),
);
if (MISSING.length > 0) console.warn(`NOT RUN: embedding for real; missing: ${MISSING.join(', ')}`);

interface Golden {
  /** Of the original library, on all pairs. */
  spearman: number;
  pairs: number;
  /** Of the original library, one text at a time. */
  vectors: { text: string; vector: number[] }[];
}

const DTYPES = ['fp32', 'int8'] as const;

describe.skipIf(MISSING.length > 0)('the real all-MiniLM-L6-v2, converted', () => {
  let golden: Golden;
  let pairs: StsPairs;
  let model: ConvertedMiniLm;
  let embedders: Record<(typeof DTYPES)[number], OnnxEmbedder>;
  let titles: string[];

  beforeAll(async () => {
    const file = join('test', 'golden', 'stsb-minilm.json');
    golden = JSON.parse(await readFile(file, 'utf8')) as Golden;
    pairs = await readSts(STS);
    const lines = (await readFile(TITLES, 'utf8')).split('\n').slice(1);
    titles = lines.filter((_, row) => row % 113 === 0).map((line) => line.split(',')[1] ?? '');
    model = await convertMiniLm(SOURCE ?? '');
    embedders = { fp32: await model.open('fp32'), int8: await model.open('int8') };
  });
  afterAll(async () => {
    for (const embedder of Object.values(embedders ?? {})) await embedder.close();
    await model?.remove();
  });

  /** Rows of a matrix [texts × 384]. */
  const rowOf = (vectors: Float32Array, row: number) =>
    vectors.subarray(row * 384, row * 384 + 384);
  const alone = async (embedder: OnnxEmbedder, texts: readonly string[]) => {
    const all = new Float32Array(texts.length * 384);
    for (const [row, text] of texts.entries()) {
      all.set(await embedTexts(embedder, [text], 'term'), row * 384);
    }
    return all;
  };

  it('is described as its authors published it', () => {
    expect(model.description).toMatchObject({
      architecture: 'BertModel',
      dimensions: 384,
      maxTokens: 256,
      pooling: 'mean',
      weights: { fp32: 'onnx/model.onnx', int8: 'onnx/model_int8.onnx' },
    });
  });

  it.each([
    ['fp32', 0.99999],
    ['int8', 0.97],
  ] as const)("%s gives the original library's vectors", async (dtype, least) => {
    const texts = golden.vectors.map(({ text }) => text);
    const vectors = await embedTexts(embedders[dtype], texts, 'term');
    for (const [row, { vector }] of golden.vectors.entries()) {
      expect(dot(rowOf(vectors, row), vector) / norm(vector)).toBeGreaterThanOrEqual(least);
      expect(norm(rowOf(vectors, row))).toBeCloseTo(1, 5);
    }
  });

  it.each(DTYPES)('%s gives a text the same vector alone and among others', async (dtype) => {
    const texts = [...titles.slice(0, 60), ...golden.vectors.map(({ text }) => text)];
    const together = await embedTexts(embedders[dtype], texts, 'term');
    const single = await alone(embedders[dtype], texts);
    for (const row of texts.keys()) {
      expect(dot(rowOf(together, row), rowOf(single, row))).toBeGreaterThanOrEqual(0.99999);
    }
  });

  it('int8 agrees with fp32 on titles as a device has to', async () => {
    const fp32 = await embedTexts(embedders.fp32, titles, 'term');
    const int8 = await embedTexts(embedders.int8, titles, 'term');
    expect(disagreement('int8', agreementOf(int8, fp32, 384))).toBeNull();
  });

  describe('on STS-B dev', () => {
    let fp32 = 0;

    it('fp32 is as good as the original library', async () => {
      fp32 = await stsSpearman(embedders.fp32, pairs);
      expect(pairs.gold).toHaveLength(golden.pairs);
      expect(Math.abs(fp32 - golden.spearman)).toBeLessThanOrEqual(0.002);
    });

    it('int8 is as good as fp32', async () => {
      const int8 = await stsSpearman(embedders.int8, pairs);
      expect(Math.abs(int8 - fp32)).toBeLessThanOrEqual(0.01);
    });
  });
});

describe.skipIf(!existsSync(STS))('the builtin model', () => {
  it('finds alike what people find alike', async () => {
    const use = { maxTokens: 1_000_000, prefixes: { query: '', term: '' } };
    const embedder = await openStaticEmbedder(nodeFiles(), builtinModelFolder(), use);
    expect(await stsSpearman(embedder, await readSts(STS))).toBeGreaterThanOrEqual(0.7);
  });
});

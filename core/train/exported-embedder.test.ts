import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ModelRecord } from '#core/contract/models.ts';
import { embedTexts } from '#core/embed/embedder.ts';
import { readStaticModel } from '#core/embed/static/open-static-embedder.ts';
import { staticEmbedder } from '#core/embed/static/static-embedder.ts';
import { quantiseRows } from '#core/embed/static/static-rows.ts';
import { TINY_TOKENS, tinyTokenizerJson } from '#core/embed/tokenize/testing.ts';
import { writeModel2vec } from '#core/interop/export-model2vec.ts';
import { writeSentenceTransformers } from '#core/interop/export-sentence-transformers.ts';
import { writeTokenVectors } from '#core/interop/model2vec.ts';
import { readDense } from '#core/interop/sentence-transformers-modules.ts';
import { seededRandom } from '#core/math/seeded-random.ts';
import { normaliseRows } from '#core/math/vectors.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { writeEmbedder } from './embedder-files.ts';
import { readExportedEmbedder } from './exported-embedder.ts';
import { assembleEmbedder, type StoredEmbedder } from './stored-embedder.ts';

const files = nodeFiles();
const DIMENSIONS = 4;
const TEXTS = ['software nurse', 'Senior software', 'ab zzz', 'nurse [SEP] senior'];
const USE = { id: 'm', name: 'tiny', sha256: 'x', dtype: null };

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-exported-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const random = seededRandom(3);
const numbers = (length: number) => Float32Array.from({ length }, () => random() - 0.5);
const rows = quantiseRows(numbers(TINY_TOKENS.length * DIMENSIONS), DIMENSIONS);
const tokens = {
  ids: Uint32Array.of(6, 8),
  rows: { tokens: 2, dimensions: DIMENSIONS, rows: numbers(2 * DIMENSIONS), scales: null },
};
const pca = {
  ...{ features: DIMENSIONS, dimensions: 3, components: numbers(12) },
  ...{ mean: Float64Array.from(numbers(4)), explainedVariance: [3, 2, 1], totalVariance: 7 },
};
const adapter = (dimensions: number) => ({ dimensions, map: numbers(dimensions * dimensions) });

/** A version's embedder on a tiny static model, read as other programs get it. */
async function exported(parts: Partial<StoredEmbedder>) {
  const model = join(folder, 'model-folder');
  await files.makeFolder(model);
  await files.writeAtomic(join(model, 'model.safetensors'), writeTokenVectors(rows));
  await files.writeAtomic(join(model, 'tokenizer.json'), JSON.stringify(tinyTokenizerJson()));
  const stored = {
    ...{ model: USE, tokens: null, pca: null, lexical: null, adapter: null },
    ...parts,
  };
  await files.makeFolder(join(folder, 'version', 'model'));
  await writeEmbedder(files, join(folder, 'version', 'model'), stored);
  const { tokenizer } = await readStaticModel(files, model);
  const base = staticEmbedder({ rows, tokenizer, maxTokens: 512 });
  const ours = await embedTexts(assembleEmbedder(stored, base), TEXTS, 'query');
  const record = {
    ...{ kind: 'static', dimensions: DIMENSIONS, maxTokens: 512 },
    prefixes: { query: '', term: '' },
  } as ModelRecord;
  const read = await readExportedEmbedder(files, join(folder, 'version'), async () => ({
    record,
    folder: model,
  }));
  return { read, ours };
}

/** The vectors of a folder that was written, by our own readers, module by module. */
async function vectorsOf(out: string): Promise<Float32Array> {
  const { rows: own, tokenizer } = await readStaticModel(files, out);
  const embedder = staticEmbedder({ rows: own, tokenizer, maxTokens: 512 });
  let vectors = await embedTexts(embedder, TEXTS, 'query');
  let width = own.dimensions;
  const listed = JSON.parse(await readFile(join(out, 'modules.json'), 'utf8'));
  for (const { type, path } of listed as { type: string; path: string }[]) {
    if (!type.endsWith('.Dense')) continue;
    const dense = await readDense(files, join(out, path), width);
    const next = new Float32Array(TEXTS.length * dense.outputs);
    for (let row = 0; row < TEXTS.length; row += 1) {
      for (let j = 0; j < dense.outputs; j += 1) {
        let sum = dense.bias?.[j] ?? 0;
        for (let i = 0; i < width; i += 1) {
          sum += (vectors[row * width + i] ?? 0) * (dense.weight[j * width + i] ?? 0);
        }
        next[row * dense.outputs + j] = sum;
      }
    }
    width = dense.outputs;
    vectors = normaliseRows(next, width);
  }
  return vectors;
}

function expectClose(found: Float32Array, wanted: Float32Array): void {
  expect(found).toHaveLength(wanted.length);
  for (const [i, value] of found.entries()) expect(value).toBeCloseTo(wanted[i] ?? Number.NaN, 5);
}

describe('a version without spelling, as standard modules', () => {
  it.each([
    ['as it is', {}, 4],
    ['with tuned tokens', { tokens }, 4],
    ['reduced', { pca }, 3],
    ['with an adapter', { adapter: adapter(4) }, 4],
    ['with all of them', { tokens, pca, adapter: adapter(3) }, 3],
  ])('%s gives the same vectors', async (_, parts, dimensions) => {
    const { read, ours } = await exported(parts);
    expect(read).toMatchObject({ name: 'tiny', dimensions });
    const out = join(folder, 'out');
    await writeSentenceTransformers(files, out, read);
    expectClose(await vectorsOf(out), ours);
  });
});

describe('a static model for model2vec', () => {
  it('has tuned tokens and the adapter in its rows', async () => {
    const { read, ours } = await exported({ tokens, adapter: adapter(4) });
    const out = join(folder, 'out');
    expect(await writeModel2vec(files, out, read, async () => undefined)).toEqual([]);
    expectClose(await vectorsOf(out), ours);
  });

  it('says what it cannot hold', async () => {
    const { read } = await exported({ pca, adapter: adapter(3) });
    const notes = await writeModel2vec(files, join(folder, 'out'), read, async () => undefined);
    expect(notes.join()).toContain('the projection and the adapter behind it');
  });
});

it('refuses a transformer of which only ONNX files were kept', async () => {
  const { read } = await exported({});
  const meaning = {
    ...{ kind: 'transformer' as const, name: 'onnx only', folder, files: [], dtype: 'fp32' },
    ...{ dimensions: 4, maxTokens: 128, prefixes: { query: '', term: '' } },
  };
  const out = join(folder, 'out');
  await expect(writeSentenceTransformers(files, out, { ...read, meaning })).rejects.toMatchObject({
    code: 'BAD_INPUT',
  });
  expect(await files.exists(out)).toBe(false);
});

import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { embedTexts } from '#core/embed/embedder.ts';
import { writeSafetensors } from '#core/interop/safetensors.ts';
import { seededRandom } from '#core/math/seeded-random.ts';
import { dot } from '#core/math/vectors.ts';
import { createJobContext } from '#core/platform/node/job-context.ts';
import { nodeClock } from '#core/platform/node/node-clock.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { type TinyModelOptions, tinyModelFiles, writeFolder } from '#test/contract/tiny-model.ts';
import { checkDraft, convertDraft, copyModel, findModel } from './import-model.ts';
import { openModel } from './open-model.ts';

const files = nodeFiles();
let root = '';
let log: string[] = [];
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'plumbline-import-'));
  log = [];
});
afterEach(() => rm(root, { recursive: true, force: true }));

const context = createJobContext({
  signal: new AbortController().signal,
  clock: nodeClock(),
  onProgress: () => {},
  onLog: (_, message) => void log.push(message),
});
const deps = { files, context, intraOpThreads: 1 };

const source = (options?: TinyModelOptions) =>
  writeFolder(join(root, 'tiny'), tinyModelFiles(options));

/** Takes a folder through every step, as the job does. */
async function take(folder: string, name = 'tiny') {
  const found = await findModel(files, folder);
  const draft = join(root, 'draft');
  await mkdir(draft, { recursive: true });
  await copyModel(found, draft, deps);
  const description = await convertDraft(found.recognised, draft, name, deps);
  const weights = await checkDraft(description, name, draft, deps);
  const model = { ...description, name, weights };
  const embed = async (texts: string[], dtype: 'fp32' | 'int8' = 'fp32') => {
    const options = { files, device: 'cpu', dtype, intraOpThreads: 1 } as const;
    const embedder = await openModel(model, draft, options);
    try {
      return await embedTexts(embedder, texts, 'query');
    } finally {
      await embedder.close();
    }
  };
  return { found, draft, model, embed };
}

describe('a sentence-transformers folder', () => {
  it('is converted, tried, and embeds', async () => {
    const { found, draft, model, embed } = await take(await source());
    expect(found.card).toEqual({ licence: 'mit', languages: 'en' });
    expect(model).toMatchObject({
      ...{ kind: 'transformer', architecture: 'BertModel', dimensions: 32, maxTokens: 32 },
      ...{ pooling: 'mean', weights: { fp32: 'onnx/model.onnx', int8: 'onnx/model_int8.onnx' } },
    });
    expect(await readdir(draft)).not.toContain('README.md');
    expect(await readFile(join(draft, 'model.safetensors'))).toEqual(
      tinyModelFiles()['model.safetensors'],
    );
    const vectors = await embed(['baker', 'pilot', 'Baker']);
    const row = (i: number) => vectors.subarray(32 * i, 32 * (i + 1));
    expect(dot(row(0), row(0))).toBeCloseTo(1, 5);
    expect(dot(row(0), row(2))).toBeCloseTo(1, 5);
    expect(dot(row(0), row(1))).toBeLessThan(0.99);
  });

  it('gives the same files each time', async () => {
    const first = await take(await source());
    const bytes = await readFile(join(first.draft, 'onnx', 'model_int8.onnx'));
    await rm(first.draft, { recursive: true });
    const second = await take(await source());
    expect(await readFile(join(second.draft, 'onnx', 'model_int8.onnx'))).toEqual(bytes);
  });

  it('of a known family gets the prefixes that it was trained with', async () => {
    const { model } = await take(await source(), 'multilingual-e5-small');
    expect(model.prefixes).toEqual({ query: 'query: ', term: 'query: ' });
  });

  it.each<[string, TinyModelOptions, RegExp]>([
    [
      'a tensor that is missing',
      {
        tamper: (tensors) => {
          delete tensors['encoder.layer.0.output.dense.weight'];
        },
      },
      /encoder\.layer\.0\.output\.dense/,
    ],
    [
      'a tensor of another shape',
      {
        tamper: (tensors) => {
          tensors['encoder.layer.0.output.dense.bias'] = { shape: [3], data: new Float32Array(3) };
        },
      },
      /encoder\.layer\.0\.output\.dense\.bias/,
    ],
    [
      'weights that are not finite',
      {
        tamper: (tensors) => {
          tensors['embeddings.word_embeddings.weight']?.data.fill(Number.NaN, 0, 5);
        },
      },
      /finite/,
    ],
    [
      'vectors that are all the same',
      {
        tamper: (tensors) => {
          tensors['encoder.layer.0.output.LayerNorm.weight']?.data.fill(0);
          tensors['encoder.layer.0.output.LayerNorm.bias']?.data.fill(1);
        },
      },
      /same vector for different texts/,
    ],
    ['the tokenizer of another model', { extraTokens: 40 }, /tokenizer does not belong/],
  ])('with %s is refused', async (_, options, message) => {
    await expect(take(await source(options))).rejects.toMatchObject({
      message: expect.stringMatching(message),
      detail: { remedy: expect.any(String) },
    });
  });

  it('whose weights are cut off is refused', async () => {
    const folder = await source();
    await truncate(join(folder, 'model.safetensors'), 20_000);
    await expect(take(folder)).rejects.toMatchObject({ code: 'DAMAGED' });
  });

  it('keeps to its own files: what a link outside leads to is not taken', async () => {
    const folder = await source();
    await writeFile(join(root, 'secret.json'), '{"model_type":"bert"}');
    await rm(join(folder, 'config.json'));
    await symlink(join(root, 'secret.json'), join(folder, 'config.json'));
    await expect(take(folder)).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it("may lie in the hub's own cache, whose files are links", async () => {
    const cache = join(root, 'models--owner--tiny');
    await writeFolder(join(cache, 'blobs'), tinyModelFiles());
    const snapshot = join(cache, 'snapshots', 'abc');
    await mkdir(join(snapshot, '1_Pooling'), { recursive: true });
    for (const path of Object.keys(tinyModelFiles())) {
      await symlink(join(cache, 'blobs', path), join(snapshot, path));
    }
    const { model } = await take(snapshot);
    expect(model.dimensions).toBe(32);
  });

  it('that is no folder is refused', async () => {
    await expect(findModel(files, join(root, 'nowhere'))).rejects.toMatchObject({
      code: 'NOT_FOUND',
      detail: { remedy: expect.any(String) },
    });
  });

  it('with broken settings is refused, by the name of the file', async () => {
    const folder = await source();
    await writeFile(join(folder, 'config.json'), '{"model_type":');
    await expect(findModel(files, folder)).rejects.toMatchObject({
      code: 'DAMAGED',
      detail: { file: 'config.json' },
    });
  });
});

describe("a folder in transformers.js's layout", () => {
  /** The converted files without the weights that they were made of. */
  async function exported() {
    const { draft } = await take(await source());
    const folder = join(root, 'exported');
    const names = ['config.json', 'tokenizer.json', 'tokenizer_config.json'];
    const onnx = ['onnx/model.onnx', 'onnx/model_int8.onnx'];
    const kept = [...names, 'sentence_bert_config.json', ...onnx];
    const entries = await Promise.all(
      kept.map(async (name) => [name, await readFile(join(draft, name))] as const),
    );
    await rm(draft, { recursive: true });
    return writeFolder(folder, Object.fromEntries(entries));
  }

  it('is taken as it is', async () => {
    const { model, embed } = await take(await exported());
    expect(model).toMatchObject({
      ...{ dimensions: 32, maxTokens: 32, architecture: 'BertModel' },
      weights: { fp32: 'onnx/model.onnx', int8: 'onnx/model_int8.onnx' },
    });
    expect((await embed(['a', 'b'], 'int8')).every(Number.isFinite)).toBe(true);
  });

  it('loses a dtype that disagrees, with a line in the log', async () => {
    const folder = await exported();
    const other = await take(await source({ seed: 2 }));
    const wrong = await readFile(join(other.draft, 'onnx', 'model.onnx'));
    await rm(other.draft, { recursive: true });
    await writeFile(join(folder, 'onnx', 'model_int8.onnx'), wrong);
    const { model, draft } = await take(folder);
    expect(Object.keys(model.weights)).toEqual(['fp32']);
    expect(log.some((line) => /int8 is left out.*mean cosine/.test(line))).toBe(true);
    expect(await readdir(join(draft, 'onnx'))).toEqual(['model.onnx']);
  });

  it('loses a dtype that cannot be opened, but is refused where fp32 cannot', async () => {
    const folder = await exported();
    await truncate(join(folder, 'onnx', 'model_int8.onnx'), 100);
    const { model, draft } = await take(folder);
    expect(Object.keys(model.weights)).toEqual(['fp32']);
    await rm(draft, { recursive: true });
    await truncate(join(folder, 'onnx', 'model.onnx'), 100);
    await expect(take(folder)).rejects.toMatchObject({ code: 'DAMAGED' });
  });
});

describe('a static embedding', () => {
  const WIDTH = 8;
  const tokens = 4 + 2 * 36;

  async function model2vec(rows = tokens) {
    const random = seededRandom(3);
    const data = Float32Array.from({ length: rows * WIDTH }, () => 2 * random() - 1);
    const embeddings = { shape: [rows, WIDTH], data };
    const tiny = tinyModelFiles();
    return writeFolder(join(root, 'potion'), {
      'config.json': Buffer.from('{"model_type":"model2vec","architectures":["StaticModel"]}'),
      'tokenizer.json': tiny['tokenizer.json'] ?? Buffer.alloc(0),
      'model.safetensors': Buffer.from(writeSafetensors({ embeddings })),
    });
  }

  it('is taken as it is', async () => {
    const { model, embed } = await take(await model2vec());
    expect(model).toMatchObject({
      ...{ kind: 'static', dimensions: WIDTH, weights: { fp32: 'model.safetensors' } },
    });
    const vectors = await embed(['baker', '']);
    expect(dot(vectors.subarray(0, WIDTH), vectors.subarray(0, WIDTH))).toBeCloseTo(1, 5);
    expect([...vectors.subarray(WIDTH)].every((value) => value === 0)).toBe(true);
  });

  it('with fewer vectors than tokens is refused', async () => {
    await expect(take(await model2vec(tokens - 1))).rejects.toMatchObject({ code: 'DAMAGED' });
  });
});

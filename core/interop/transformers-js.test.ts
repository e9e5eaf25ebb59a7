import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { readTransformersJs } from './transformers-js.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-tjs-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function read(values: Record<string, unknown>) {
  for (const [path, value] of Object.entries(values)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), JSON.stringify(value));
  }
  return readTransformersJs(nodeFiles(), folder);
}

const bert = {
  ...{ model_type: 'bert', architectures: ['BertModel'], hidden_size: 384 },
  ...{ max_position_embeddings: 512, vocab_size: 30_522 },
};
const roberta = { ...bert, model_type: 'xlm-roberta', max_position_embeddings: 514 };
const pooling = [
  { type: 'sentence_transformers.models.Transformer', path: '' },
  { type: 'sentence_transformers.models.Pooling', path: '1_Pooling' },
];

describe('readTransformersJs', () => {
  it('reads what config.json tells', async () => {
    expect(await read({ 'config.json': bert })).toEqual({
      architecture: 'BertModel',
      dimensions: 384,
      maxTokens: 512,
      pooling: 'mean',
      vocabularySize: 30_522,
    });
    const distil = { model_type: 'distilbert', dim: 768 };
    expect(await read({ 'config.json': distil })).toMatchObject({
      ...{ architecture: 'distilbert', dimensions: 768, maxTokens: 512, vocabularySize: null },
    });
  });

  it.each([
    [bert, {}, 512],
    [bert, { 'tokenizer_config.json': { model_max_length: 128 } }, 128],
    [bert, { 'tokenizer_config.json': { model_max_length: 1e30 } }, 512],
    [
      bert,
      {
        'tokenizer_config.json': { model_max_length: 512 },
        'sentence_bert_config.json': { max_seq_length: 256 },
      },
      256,
    ],
    [roberta, {}, 512],
    [roberta, { 'tokenizer_config.json': { model_max_length: 514 } }, 512],
  ])('takes the smallest limit (%#)', async (config, others, limit) => {
    const { maxTokens } = await read({ 'config.json': config, ...others });
    expect(maxTokens).toBe(limit);
  });

  it("takes the pooling of sentence-transformers' settings where they are there", async () => {
    const files = { 'config.json': bert, 'modules.json': pooling };
    const cls = { word_embedding_dimension: 384, pooling_mode_cls_token: true };
    expect((await read({ ...files, '1_Pooling/config.json': cls })).pooling).toBe('cls');
    const both = { ...cls, pooling_mode_mean_tokens: true };
    await expect(read({ ...files, '1_Pooling/config.json': both })).rejects.toThrow(
      /several kinds/,
    );
  });

  it('refuses settings that tell too little', async () => {
    await expect(read({ 'config.json': { model_type: 'bert' } })).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining('hidden_size'),
    });
    await expect(read({ 'config.json': { hidden_size: '384' } })).rejects.toMatchObject({
      code: 'BAD_INPUT',
    });
  });
});

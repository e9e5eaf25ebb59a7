import { cp, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PlumblineError } from '#core/contract/errors.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { readSafetensors, writeSafetensors } from './safetensors.ts';
import { readSentenceTransformers } from './sentence-transformers.ts';

const fixture = (name: string) => join(import.meta.dirname, '../../test/fixtures/models', name);
const read = (folder: string) => readSentenceTransformers(nodeFiles(), folder);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-model-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const copy = (name: string) => cp(fixture(name), folder, { recursive: true });
const put = (file: string, value: unknown) => writeFile(join(folder, file), JSON.stringify(value));

/** Changes some fields of a JSON file of the copied model. */
async function edit(file: string, change: Record<string, unknown>): Promise<void> {
  const before = JSON.parse(await readFile(join(folder, file), 'utf8'));
  await put(file, { ...before, ...change });
}

async function failure(): Promise<PlumblineError> {
  const error = await read(folder).then(
    () => undefined,
    (cause: unknown) => cause,
  );
  if (error instanceof PlumblineError) return error;
  throw new Error(`Expected a PlumblineError, got ${String(error)}`);
}

describe('readSentenceTransformers', () => {
  it('reads what a current sentence-transformers wrote', async () => {
    const model = await read(fixture('xlm-roberta'));
    expect(model).toMatchObject({
      maxTokens: 48,
      lowercase: false,
      pooling: ['mean'],
      head: [{ kind: 'dense', inputs: 24, outputs: 16, activation: 'tanh' }, { kind: 'normalise' }],
      normalise: true,
      dimensions: 16,
      prompts: { query: 'query: ', passage: 'passage: ', document: '' },
      defaultPrompt: null,
    });
    expect(model.config).toMatchObject({
      modelType: 'xlm-roberta',
      architecture: 'XLMRobertaModel',
      hiddenSize: 24,
      heads: 3,
      layers: 2,
      activation: 'gelu-tanh',
      firstPosition: 2,
      padId: 1,
      relativeBuckets: 0,
    });
  });

  it('reads DistilBERT’s and MPNet’s own names', async () => {
    const distilled = (await read(fixture('distilbert'))).config;
    expect(distilled).toMatchObject({ hiddenSize: 24, heads: 2, tokenTypes: 0, firstPosition: 0 });
    const mpnet = (await read(fixture('mpnet'))).config;
    expect(mpnet).toMatchObject({ relativeBuckets: 32, tokenTypes: 0, firstPosition: 2 });
  });

  it('reads what older releases wrote', async () => {
    await copy('bert');
    await put('sentence_bert_config.json', { max_seq_length: 20, do_lower_case: true });
    await put('modules.json', [
      { idx: 0, name: '0', path: '', type: 'sentence_transformers.models.Transformer' },
      { idx: 1, name: '1', path: '1_Pooling', type: 'sentence_transformers.models.Pooling' },
    ]);
    await put('1_Pooling/config.json', {
      word_embedding_dimension: 24,
      pooling_mode_cls_token: true,
      pooling_mode_mean_tokens: true,
      pooling_mode_max_tokens: false,
    });
    await put('config_sentence_transformers.json', { __version__: {} });
    expect(await read(folder)).toMatchObject({
      maxTokens: 20,
      lowercase: true,
      pooling: ['cls', 'mean'],
      normalise: false,
      dimensions: 48,
      prompts: {},
    });
  });

  it('takes the mean of a transformer that stands alone', async () => {
    await copy('roberta');
    await rm(join(folder, 'modules.json'));
    expect(await read(folder)).toMatchObject({ pooling: ['mean'], head: [], normalise: false });
  });

  it.each([
    ['a length beyond the table of positions', 'bert', 48],
    ['positions that begin behind the padding id', 'roberta', 48],
  ])('cuts the length to %s', async (_, name, most) => {
    await copy(name);
    await put('sentence_bert_config.json', { max_seq_length: 5000 });
    expect((await read(folder)).maxTokens).toBe(most);
  });

  it('reads weights that come in parts', async () => {
    await copy('bert');
    const whole = readSafetensors(await readFile(join(folder, 'model.safetensors')), 'x');
    const map: Record<string, string> = {};
    for (const part of [0, 1]) {
      const tensors = [...whole].filter((_, i) => i % 2 === part);
      const file = `model-0000${part + 1}-of-00002.safetensors`;
      for (const [name] of tensors) map[name] = file;
      await writeFile(join(folder, file), writeSafetensors(Object.fromEntries(tensors)));
    }
    await put('model.safetensors.index.json', { weight_map: map });
    await rm(join(folder, 'model.safetensors'));
    const { tensors } = (await read(folder)).weights;
    expect(new Map([...tensors].sort())).toEqual(new Map([...whole].sort()));
    await rm(join(folder, 'model-00002-of-00002.safetensors'));
    expect((await failure()).message).toMatch(/part of the weights is missing/);
  });
});

describe('a folder that cannot be used is refused', () => {
  it.each<[string, RegExp, () => Promise<unknown>]>([
    ['without a config.json', /is missing/, () => rm(join(folder, 'config.json'))],
    ['without weights', /no model\.safetensors/, () => rm(join(folder, 'model.safetensors'))],
    [
      'of an unknown type',
      /"t5" cannot be converted/,
      () => edit('config.json', { model_type: 't5' }),
    ],
    ['without a size', /"hidden_size"/, () => edit('config.json', { hidden_size: undefined })],
    [
      'with relative positions',
      /"relative_key" cannot be converted/,
      () => edit('config.json', { position_embedding_type: 'relative_key' }),
    ],
    ['that decodes', /generates text/, () => edit('config.json', { is_decoder: true })],
    ['with another activation', /"silu"/, () => edit('config.json', { hidden_act: 'silu' })],
    ['with odd heads', /shared by 5 heads/, () => edit('config.json', { num_attention_heads: 5 })],
    [
      'with unknown pooling',
      /"weightedmean"/,
      () => edit('1_Pooling/config.json', { pooling_mode: 'weightedmean' }),
    ],
    [
      'that leaves prompts out',
      /leaves the prompt out/,
      () => edit('1_Pooling/config.json', { include_prompt: false }),
    ],
    [
      'with pooling of another width',
      /expects 99/,
      () => edit('1_Pooling/config.json', { embedding_dimension: 99 }),
    ],
    [
      'with a Dense that does not fit',
      /given 24/,
      () => edit('2_Dense/config.json', { in_features: 25 }),
    ],
    [
      'with another Dense',
      /"torch.nn.ReLU"/,
      () => edit('2_Dense/config.json', { activation_function: 'torch.nn.ReLU' }),
    ],
    ['with a residual', /residual/, () => edit('2_Dense/config.json', { use_residual: true })],
    [
      'with a module of another kind',
      /"WordWeights"/,
      () =>
        put('modules.json', [
          { type: 'a.Transformer', path: '' },
          { type: 'a.Pooling', path: '1_Pooling' },
          { type: 'a.WordWeights', path: '2' },
        ]),
    ],
    ['that is no transformer', /"BoW"/, () => put('modules.json', [{ type: 'a.BoW', path: '' }])],
    [
      'whose modules stand elsewhere',
      /outside of its folder/,
      () => put('modules.json', [{ type: 'a.Transformer', path: '../bert' }]),
    ],
    ['whose modules are no list', /not as expected/, () => put('modules.json', {})],
  ])('%s: BAD_INPUT with a remedy', async (_, message, spoil) => {
    await copy('xlm-roberta');
    await spoil();
    const error = await failure();
    expect(error.message).toMatch(message);
    expect(error.code).toBe('BAD_INPUT');
    expect(error.detail.file).toContain(folder);
    expect(error.detail.remedy).toBeTruthy();
  });

  it('names the types that can be converted', async () => {
    await copy('bert');
    await edit('config.json', { model_type: 'llama' });
    expect((await failure()).detail.remedy).toContain('bert, roberta, xlm-roberta');
  });

  it('does not open a pickle, and says what to get instead', async () => {
    await copy('bert');
    await rm(join(folder, 'model.safetensors'));
    await writeFile(join(folder, 'pytorch_model.bin'), 'x');
    expect(await failure()).toMatchObject({
      code: 'BAD_INPUT',
      detail: { remedy: expect.stringContaining('model.safetensors') },
    });
  });

  it.each<[string, () => Promise<unknown>]>([
    ['truncated weights', () => truncate(join(folder, 'model.safetensors'), 30_000)],
    [
      'weights that are something else',
      () => writeFile(join(folder, 'model.safetensors'), '<html>'),
    ],
    ['a config.json that is not JSON', () => writeFile(join(folder, 'config.json'), '{')],
    ['truncated Dense weights', () => truncate(join(folder, '2_Dense/model.safetensors'), 900)],
    [
      'a Dense whose weights have another shape',
      () => edit('2_Dense/config.json', { out_features: 17 }),
    ],
  ])('%s: DAMAGED', async (_, spoil) => {
    await copy('xlm-roberta');
    await spoil();
    expect((await failure()).code).toBe('DAMAGED');
  });
});

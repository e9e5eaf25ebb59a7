import { describe, expect, it } from 'vitest';
import { recogniseModel, settingsFiles } from './recognise-model.ts';

const found = (...paths: string[]) => paths.map((path) => ({ path, bytes: 10 }));
const BERT = { model_type: 'bert', hidden_size: 8 };
const jsonOf = (values: Record<string, unknown>) => (path: string) => values[path];
const modules = (...kinds: [string, string][]) =>
  kinds.map(([kind, path]) => ({ type: `sentence_transformers.models.${kind}`, path }));

describe('recogniseModel', () => {
  it('knows a sentence-transformers folder, and takes only what is needed', () => {
    const files = found(
      'config.json',
      'modules.json',
      'model.safetensors',
      'pytorch_model.bin',
      'tokenizer.json',
      'tokenizer_config.json',
      'vocab.txt',
      'README.md',
      '1_Pooling/config.json',
      'onnx/model.onnx',
      'onnx/model_qint8_avx512.onnx',
    );
    const json = jsonOf({
      'config.json': BERT,
      'modules.json': modules(['Transformer', ''], ['Pooling', '1_Pooling']),
    });
    expect(recogniseModel(files, json)).toEqual({
      layout: 'sentence-transformers',
      files: [
        'config.json',
        'modules.json',
        'tokenizer_config.json',
        '1_Pooling/config.json',
        'tokenizer.json',
        'model.safetensors',
      ],
    });
  });

  it('knows a transformer alone, one in parts, and one with its transformer in a folder', () => {
    const alone = recogniseModel(
      found('config.json', 'model.safetensors', 'tokenizer.json'),
      jsonOf({ 'config.json': BERT }),
    );
    expect(alone.layout).toBe('sentence-transformers');
    const parts = [
      'model.safetensors.index.json',
      'model-00001-of-00002.safetensors',
      'model-00002-of-00002.safetensors',
    ];
    const sharded = recogniseModel(
      found('config.json', 'tokenizer.json', ...parts),
      jsonOf({ 'config.json': BERT }),
    );
    expect(sharded.files).toEqual(expect.arrayContaining(parts));
    const older = recogniseModel(
      found(
        'modules.json',
        '0_Transformer/config.json',
        '0_Transformer/model.safetensors',
        '0_Transformer/tokenizer.json',
        '1_Pooling/config.json',
      ),
      jsonOf({
        'modules.json': modules(['Transformer', '0_Transformer'], ['Pooling', '1_Pooling']),
        '0_Transformer/config.json': BERT,
      }),
    );
    expect(older.files).toContain('0_Transformer/model.safetensors');
    expect(older.files).toContain('0_Transformer/tokenizer.json');
  });

  it('takes the weights of Dense modules with it, and refuses those that are no safetensors', () => {
    const json = jsonOf({
      'config.json': BERT,
      'modules.json': modules(['Transformer', ''], ['Pooling', '1_Pooling'], ['Dense', '2_Dense']),
    });
    const base = ['config.json', 'modules.json', 'model.safetensors', 'tokenizer.json'];
    const dense = ['2_Dense/config.json', '2_Dense/model.safetensors'];
    const model = recogniseModel(found(...base, ...dense), json);
    expect(model.files).toEqual(expect.arrayContaining(dense));
    expect(() =>
      recogniseModel(found(...base, '2_Dense/config.json', '2_Dense/pytorch_model.bin'), json),
    ).toThrow(/2_Dense are no safetensors/);
  });

  it('knows the layout of transformers.js, with a dtype for each file', () => {
    const files = found(
      'config.json',
      'tokenizer.json',
      'onnx/model.onnx',
      'onnx/model.onnx_data',
      'onnx/model_fp16.onnx',
      'onnx/model_quantized.onnx',
      'onnx/model_uint8.onnx',
      'onnx/model_q4.onnx',
      'onnx/model_q4f16.onnx',
      'onnx/model_bnb4.onnx',
    );
    expect(recogniseModel(files, jsonOf({ 'config.json': { model_type: 'nomic_bert' } }))).toEqual({
      layout: 'transformers-js',
      files: [
        'config.json',
        'tokenizer.json',
        'onnx/model.onnx',
        'onnx/model_fp16.onnx',
        'onnx/model_quantized.onnx',
        'onnx/model_q4.onnx',
        'onnx/model.onnx_data',
      ],
      weights: {
        fp32: 'onnx/model.onnx',
        fp16: 'onnx/model_fp16.onnx',
        int8: 'onnx/model_quantized.onnx',
        q4: 'onnx/model_q4.onnx',
      },
    });
  });

  it('prefers converting where it can, else the ONNX files', () => {
    const files = found('config.json', 'tokenizer.json', 'model.safetensors', 'onnx/model.onnx');
    const layout = (type: string) =>
      recogniseModel(files, jsonOf({ 'config.json': { model_type: type } })).layout;
    expect(layout('xlm-roberta')).toBe('sentence-transformers');
    expect(layout('modernbert')).toBe('transformers-js');
  });

  it.each([
    { 'config.json': { model_type: 'model2vec' } },
    { 'config.json': { architectures: ['StaticModel'] } },
    { 'modules.json': modules(['StaticEmbedding', '']) },
  ])('knows a static embedding: %j', (values) => {
    const files = found('config.json', 'modules.json', 'model.safetensors', 'tokenizer.json');
    expect(recogniseModel(files, jsonOf(values))).toMatchObject({
      layout: 'static',
      files: expect.arrayContaining(['model.safetensors', 'tokenizer.json']),
    });
  });

  it.each([
    ['pickled weights', ['config.json', 'pytorch_model.bin'], BERT, /pytorch_model\.bin/],
    ['another type', ['config.json', 'model.safetensors'], { model_type: 't5' }, /type "t5"/],
    ['no type', ['config.json', 'model.safetensors'], {}, /does not say what type/],
    ['no tokenizer', ['config.json', 'model.safetensors'], BERT, /no tokenizer\.json/],
    ['holiday pictures', ['a.jpg', 'b.jpg'], undefined, /Looked for: .* Found: a\.jpg, b\.jpg\./],
    ['nothing', [], undefined, /Found: nothing\./],
  ])('refuses %s, and says what to do', (_, paths, config, message) => {
    try {
      recogniseModel(found(...paths), jsonOf({ 'config.json': config }));
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({
        code: 'BAD_INPUT',
        message: expect.stringMatching(message),
        detail: { remedy: expect.any(String) },
      });
    }
  });

  it('refuses ONNX files of a model that ends with a Dense module', () => {
    const json = jsonOf({
      'config.json': { model_type: 't5' },
      'modules.json': modules(['Transformer', ''], ['Pooling', '1_Pooling'], ['Dense', '2_Dense']),
    });
    expect(() =>
      recogniseModel(found('config.json', 'tokenizer.json', 'onnx/model.onnx'), json),
    ).toThrow(/Dense module/);
  });

  it('names few of many files', () => {
    const many = Array.from({ length: 40 }, (_, i) => `${i}.txt`);
    expect(() => recogniseModel(found(...many), () => undefined)).toThrow(/and 28 more/);
  });
});

describe('settingsFiles', () => {
  it('are small JSON files at the top and one folder deep', () => {
    const files = found(
      'config.json',
      'a/config.json',
      'a/b/config.json',
      'tokenizer.json',
      'onnx/config.json',
    );
    expect(settingsFiles(files)).toEqual(['config.json', 'a/config.json']);
  });
});

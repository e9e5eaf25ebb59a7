import { describe, expect, it } from 'vitest';
import { recogniseFolder } from './recognise-folder.ts';

const SENTENCE_TRANSFORMER = [
  'modules.json',
  'config.json',
  'config_sentence_transformers.json',
  'tokenizer.json',
  'tokenizer_config.json',
  '1_Pooling/config.json',
  'model.safetensors',
];

function recognise(paths: readonly string[], name = 'folder') {
  return recogniseFolder(
    name,
    paths.map((path) => ({ path, size: 10 })),
  );
}

describe('recogniseFolder', () => {
  it('knows a sentence-transformers folder and what is needed of it', () => {
    const rest = [
      'pytorch_model.bin',
      'onnx/model.onnx',
      'openvino/openvino_model.xml',
      '.git/config.json',
      'train_script.py',
    ];
    expect(recognise([...SENTENCE_TRANSFORMER, 'README.md', ...rest], 'minilm')).toEqual({
      kind: 'model',
      name: 'minilm',
      layout: 'a sentence-transformers model',
      root: '',
      files: [...SENTENCE_TRANSFORMER, 'README.md'],
      bytes: 80,
    });
  });

  it('knows an ONNX model and a transformer that is nothing more', () => {
    const onnx = ['config.json', 'tokenizer.json', 'onnx/model.onnx', 'onnx/model.onnx_data'];
    expect(recognise(onnx)).toMatchObject({ layout: 'an ONNX model', files: onnx });
    const plain = ['config.json', 'tokenizer.json', 'model.safetensors'];
    expect(recognise(plain)).toMatchObject({ layout: 'a transformer with safetensors' });
  });

  it('finds a model inside the folder and takes its name', () => {
    const paths = SENTENCE_TRANSFORMER.map((path) => `models/minilm/${path}`);
    expect(recognise(paths)).toMatchObject({
      kind: 'model',
      name: 'minilm',
      root: 'models/minilm/',
      files: SENTENCE_TRANSFORMER,
    });
  });

  it('asks which one where a folder holds several', () => {
    const paths = ['a', 'b'].flatMap((name) =>
      SENTENCE_TRANSFORMER.map((path) => `${name}/${path}`),
    );
    expect(recognise(paths)).toEqual({ kind: 'several', names: ['a', 'b'] });
  });

  it.each([
    [['config.json', 'tokenizer.json'], 'has no weights'],
    [['config.json', 'tokenizer.json', 'pytorch_model.bin'], 'a form that can hold programs'],
    [['config.json', 'vocab.txt', 'model.safetensors'], 'no tokenizer.json'],
  ])('says what a model lacks: %j', (paths, words) => {
    const found = recognise(paths);
    expect(found.kind === 'incomplete' && found.message).toContain(words);
  });

  it('tells data, a workspace and anything else apart', () => {
    expect(recognise(['titles.csv', 'photo.png', 'sub/feedback.tsv'])).toEqual({
      kind: 'data',
      files: ['titles.csv', 'sub/feedback.tsv'],
    });
    expect(recognise(['workspace.json', 'data/feedback.csv'])).toEqual({ kind: 'workspace' });
    expect(recognise(['package.json', 'config.json']).kind).toBe('data');
    expect(recognise(['photo.png'])).toEqual({ kind: 'unknown' });
    expect(recognise([])).toEqual({ kind: 'unknown' });
  });
});

import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writeSafetensors } from '#core/interop/safetensors.ts';
import { seededRandom } from '#core/math/seeded-random.ts';

const HIDDEN = 32;
const INNER = 64;
const POSITIONS = 64;
const SPECIAL = ['[PAD]', '[UNK]', '[CLS]', '[SEP]'];

/** Words of which every text here is made: letters and digits, at the beginning of a word and inside it. */
function vocabulary(): string[] {
  const letters = [...'abcdefghijklmnopqrstuvwxyz0123456789'];
  return [...SPECIAL, ...letters, ...letters.map((letter) => `##${letter}`)];
}

export interface TinyModelOptions {
  seed?: number;
  /** Changes the named tensors before they are written. */
  tamper?: (tensors: Record<string, { shape: number[]; data: Float32Array }>) => void;
  /** Tokens beyond the model's own. */
  extraTokens?: number;
}

/** The files of a sentence-transformers folder with a BERT of one layer and random weights, of some 100 kB. */
export function tinyModelFiles(options: TinyModelOptions = {}): Record<string, Buffer> {
  const words = vocabulary();
  const json = (value: unknown) => Buffer.from(JSON.stringify(value));
  const module = (path: string, kind: string, idx: number) => ({
    ...{ idx, name: String(idx), path },
    type: `sentence_transformers.models.${kind}`,
  });
  return {
    'config.json': json(config(words.length)),
    'modules.json': json([
      module('', 'Transformer', 0),
      module('1_Pooling', 'Pooling', 1),
      module('2_Normalize', 'Normalize', 2),
    ]),
    '1_Pooling/config.json': json({
      word_embedding_dimension: HIDDEN,
      pooling_mode_mean_tokens: true,
    }),
    'sentence_bert_config.json': json({ max_seq_length: 32, do_lower_case: false }),
    'tokenizer.json': json(tokenizer(words, options.extraTokens ?? 0)),
    'tokenizer_config.json': json({ do_lower_case: true, model_max_length: POSITIONS }),
    'model.safetensors': Buffer.from(writeSafetensors(weights(words.length, options))),
    'README.md': Buffer.from('---\nlicense: mit\nlanguage:\n- en\n---\n# Tiny\n'),
  };
}

/** Writes such a folder, or other files. */
export async function writeFolder(
  folder: string,
  files: Readonly<Record<string, Buffer>> = tinyModelFiles(),
): Promise<string> {
  for (const [path, content] of Object.entries(files)) {
    const at = join(folder, path);
    await mkdir(dirname(at), { recursive: true });
    await writeFile(at, content);
  }
  return folder;
}

function config(vocab: number) {
  return {
    architectures: ['BertModel'],
    model_type: 'bert',
    hidden_size: HIDDEN,
    intermediate_size: INNER,
    num_hidden_layers: 1,
    num_attention_heads: 2,
    max_position_embeddings: POSITIONS,
    type_vocab_size: 2,
    vocab_size: vocab,
    hidden_act: 'gelu',
    pad_token_id: 0,
  };
}

function tokenizer(words: readonly string[], extra: number) {
  const more = Array.from({ length: extra }, (_, i) => `extra${i}`);
  const vocab = Object.fromEntries([...words, ...more].map((word, id) => [word, id]));
  const special = SPECIAL.map((content, id) => ({ id, content, special: true }));
  const single = [
    { SpecialToken: { id: '[CLS]', type_id: 0 } },
    { Sequence: { id: 'A', type_id: 0 } },
    { SpecialToken: { id: '[SEP]', type_id: 0 } },
  ];
  const named = (token: string) => ({ id: token, ids: [words.indexOf(token)], tokens: [token] });
  return {
    version: '1.0',
    added_tokens: special,
    normalizer: {
      type: 'BertNormalizer',
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: null,
      lowercase: true,
    },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: {
      type: 'TemplateProcessing',
      single,
      pair: single,
      special_tokens: { '[CLS]': named('[CLS]'), '[SEP]': named('[SEP]') },
    },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab,
    },
  };
}

function weights(vocab: number, { seed = 1, tamper }: TinyModelOptions) {
  const random = seededRandom(seed);
  const tensors: Record<string, { shape: number[]; data: Float32Array }> = {};
  const fill = (name: string, shape: number[], value: () => number) => {
    const size = shape.reduce((product, one) => product * one, 1);
    tensors[name] = { shape, data: Float32Array.from({ length: size }, value) };
  };
  const spread = (scale: number) => () => (2 * random() - 1) * scale;
  const linear = (name: string, outputs: number, inputs: number) => {
    fill(`${name}.weight`, [outputs, inputs], spread(Math.sqrt(3 / inputs)));
    fill(`${name}.bias`, [outputs], spread(0.1));
  };
  const norm = (name: string) => {
    fill(`${name}.weight`, [HIDDEN], () => 1);
    fill(`${name}.bias`, [HIDDEN], () => 0);
  };
  fill('embeddings.word_embeddings.weight', [vocab, HIDDEN], spread(1));
  fill('embeddings.position_embeddings.weight', [POSITIONS, HIDDEN], spread(0.2));
  fill('embeddings.token_type_embeddings.weight', [2, HIDDEN], spread(0.1));
  norm('embeddings.LayerNorm');
  const layer = 'encoder.layer.0';
  for (const part of ['query', 'key', 'value'])
    linear(`${layer}.attention.self.${part}`, HIDDEN, HIDDEN);
  linear(`${layer}.attention.output.dense`, HIDDEN, HIDDEN);
  norm(`${layer}.attention.output.LayerNorm`);
  linear(`${layer}.intermediate.dense`, INNER, HIDDEN);
  linear(`${layer}.output.dense`, HIDDEN, INNER);
  norm(`${layer}.output.LayerNorm`);
  tamper?.(tensors);
  return tensors;
}

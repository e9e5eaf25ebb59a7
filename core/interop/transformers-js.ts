import { z } from 'zod';
import type { Pooling } from '#core/contract/models.ts';
import type { FileReader } from '#core/platform/files.ts';
import {
  badModel,
  insideFolder,
  readModelJson,
  readOptionalModelJson,
} from './model-folder-json.ts';
import { readPooling } from './sentence-transformers-modules.ts';

/** What the files beside an ONNX export say about its vectors. */
export interface TransformersJsModel {
  /** "BertModel", or the type where the class is not named. */
  architecture: string;
  dimensions: number;
  /** Longest input, special tokens included. */
  maxTokens: number;
  pooling: Pooling;
  /** Rows of the table of token vectors; null where config.json does not say. */
  vocabularySize: number | null;
}

/** Types whose positions begin behind the padding id, so that two tokens fewer fit. */
const SHIFTED = ['camembert', 'mpnet', 'roberta', 'xlm-roberta'];
const RESERVED_POSITIONS = 2;
/** What is taken where no file tells: BERT's length. */
const DEFAULT_TOKENS = 512;

const size = z.number().int().positive();
const Config = z.object({
  model_type: z.string().default('unknown'),
  architectures: z.array(z.string()).nullish(),
  hidden_size: size.nullish(),
  /** DistilBERT's and T5's names for it. */
  dim: size.nullish(),
  d_model: size.nullish(),
  max_position_embeddings: size.nullish(),
  vocab_size: size.nullish(),
});
const TextLimits = z.object({ max_seq_length: size.nullish() });
const TokenizerLimit = z.object({ model_max_length: z.number().positive().nullish() });
const Modules = z.array(z.object({ type: z.string(), path: z.string().default('') }));

/**
 * Reads the settings of a folder in transformers.js's layout: config.json, and where they are there
 * tokenizer_config.json, sentence_bert_config.json and the Pooling that modules.json names; without one it is the mean.
 * Throws BAD_INPUT where a file is missing or something is not supported.
 */
export async function readTransformersJs(
  files: FileReader,
  folder: string,
): Promise<TransformersJsModel> {
  const file = files.join(folder, 'config.json');
  const config = await readModelJson(files, file, Config);
  const dimensions = config.hidden_size ?? config.dim ?? config.d_model;
  if (!dimensions) {
    throw badModel('config.json does not say how wide the vectors are ("hidden_size").', file);
  }
  return {
    architecture: config.architectures?.[0] ?? config.model_type,
    dimensions,
    maxTokens: await maxTokensOf(files, folder, config),
    pooling: await poolingOf(files, folder, dimensions),
    vocabularySize: config.vocab_size ?? null,
  };
}

/** The sentence model's own limit first; else the tokenizer's; never more than there are positions. */
async function maxTokensOf(
  files: FileReader,
  folder: string,
  config: z.output<typeof Config>,
): Promise<number> {
  const reserved = SHIFTED.includes(config.model_type) ? RESERVED_POSITIONS : 0;
  const most = (config.max_position_embeddings ?? DEFAULT_TOKENS + reserved) - reserved;
  const sentence = files.join(folder, 'sentence_bert_config.json');
  const { max_seq_length: own } = await readOptionalModelJson(files, sentence, TextLimits);
  const tokenizer = files.join(folder, 'tokenizer_config.json');
  const { model_max_length: limit } = await readOptionalModelJson(files, tokenizer, TokenizerLimit);
  return Math.max(1, Math.floor(Math.min(own ?? limit ?? most, most)));
}

async function poolingOf(files: FileReader, folder: string, dimensions: number): Promise<Pooling> {
  const file = files.join(folder, 'modules.json');
  if (!(await files.exists(file))) return 'mean';
  const modules = await readModelJson(files, file, Modules);
  const module = modules.find(({ type }) => type.split('.').at(-1) === 'Pooling');
  if (!module) return 'mean';
  const path = insideFolder(files, folder, module.path, file);
  const [first, second] = await readPooling(files, path, dimensions);
  if (first && !second) return first;
  throw badModel('Pooling of several kinds at once is not supported beside an ONNX file.', path);
}

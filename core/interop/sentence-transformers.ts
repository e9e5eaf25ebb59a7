import { z } from 'zod';
import type { Pooling } from '#core/contract/models.ts';
import type { FileReader } from '#core/platform/files.ts';
import {
  badModel,
  insideFolder,
  readModelJson,
  readOptionalModelJson,
} from './model-folder-json.ts';
import { readSafetensorsFolder, type TensorFile } from './safetensors-folder.ts';
import { type HeadStep, readDense, readPooling } from './sentence-transformers-modules.ts';
import { RawConfig, type TransformerConfig, transformerConfig } from './transformer-config.ts';

/** A sentence-transformers model as plain data, before any of its weights were looked at. */
export interface SentenceTransformer {
  config: TransformerConfig;
  /** Weights of the transformer, under the names that the reference implementation gave them. */
  weights: TensorFile;
  /** Longest input in tokens, special tokens included. */
  maxTokens: number;
  /** Texts are lowercased before they are tokenised, whatever the tokenizer does. */
  lowercase: boolean;
  /** Concatenated, in this order. */
  pooling: Pooling[];
  /** What follows the pooling, in order. */
  head: HeadStep[];
  /** Whether the last step is normalising. */
  normalise: boolean;
  /** Length of a vector. */
  dimensions: number;
  /** Name -> what is put before a text ("query" -> "query: "). */
  prompts: Record<string, string>;
  /** Key of `prompts` that is used where none is asked for. */
  defaultPrompt: string | null;
}

const Modules = z.array(z.object({ type: z.string(), path: z.string().default('') })).min(1);
const Prompts = z.object({
  prompts: z.record(z.string(), z.string().nullable()).nullish(),
  default_prompt_name: z.string().nullish(),
});
const TextLimits = z.object({
  max_seq_length: z.number().int().positive().nullish(),
  do_lower_case: z.boolean().nullish(),
});
const TokenizerLimit = z.object({ model_max_length: z.number().positive().nullish() });

/** Names under which releases of sentence-transformers kept the settings of the transformer module. */
const SETTINGS = [
  'bert',
  'roberta',
  'distilbert',
  'camembert',
  'xlm-roberta',
  'albert',
  'xlnet',
].map((name) => `sentence_${name}_config.json`);

interface Module {
  kind: string;
  path: string;
}

/** "sentence_transformers.models.Pooling" and its newer spellings -> "Pooling". */
async function readModules(files: FileReader, folder: string): Promise<Module[]> {
  const file = files.join(folder, 'modules.json');
  // A transformer alone is averaged, as the reference implementation does.
  if (!(await files.exists(file))) return [{ kind: 'Transformer', path: folder }];
  return (await readModelJson(files, file, Modules)).map(({ type, path }) => ({
    kind: type.split('.').at(-1) ?? type,
    path: insideFolder(files, folder, path, file),
  }));
}

async function readLimits(files: FileReader, folder: string, config: TransformerConfig) {
  const names: string[] = [];
  for (const name of SETTINGS) if (await files.exists(files.join(folder, name))) names.push(name);
  const settings = files.join(folder, names[0] ?? 'sentence_bert_config.json');
  const given = await readOptionalModelJson(files, settings, TextLimits);
  const tokenizer = files.join(folder, 'tokenizer_config.json');
  const { model_max_length: limit } = await readOptionalModelJson(files, tokenizer, TokenizerLimit);
  const most = config.positions - config.firstPosition;
  return {
    maxTokens: Math.min(given.max_seq_length ?? limit ?? most, most),
    lowercase: given.do_lower_case ?? false,
  };
}

async function readHead(files: FileReader, modules: readonly Module[], dimensions: number) {
  const head: HeadStep[] = [];
  let size = dimensions;
  for (const { kind, path } of modules) {
    if (kind === 'Normalize') head.push({ kind: 'normalise' });
    else if (kind === 'Dense') {
      const dense = await readDense(files, path, size);
      size = dense.outputs;
      head.push(dense);
    } else if (kind !== 'Dropout') throw unknownModule(kind, path);
  }
  return { head, dimensions: size };
}

function unknownModule(kind: string, path: string) {
  const known = 'a Transformer, then Pooling, then Dense, Dropout and Normalize';
  return badModel(
    `A module of the kind "${kind}" cannot be converted here.`,
    path,
    `Supported are ${known}.`,
  );
}

/**
 * Reads the folder of a sentence-transformers model, or of a transformer alone. Throws BAD_INPUT where a file is missing
 * or something is not supported, DAMAGED where a file is not whole. The shapes of the transformer's weights are not
 * checked yet.
 */
export async function readSentenceTransformers(
  files: FileReader,
  folder: string,
): Promise<SentenceTransformer> {
  const [first, pool, ...rest] = await readModules(files, folder);
  if (first?.kind !== 'Transformer') throw unknownModule(first?.kind ?? '', folder);
  if (pool && pool.kind !== 'Pooling') throw unknownModule(pool.kind, pool.path);
  const configFile = files.join(first.path, 'config.json');
  const config = transformerConfig(await readModelJson(files, configFile, RawConfig), configFile);
  const pooling = pool
    ? await readPooling(files, pool.path, config.hiddenSize)
    : (['mean'] as const);
  const { head, dimensions } = await readHead(files, rest, pooling.length * config.hiddenSize);
  const named = await readOptionalModelJson(
    files,
    files.join(folder, 'config_sentence_transformers.json'),
    Prompts,
  );
  const prompts = Object.entries(named.prompts ?? {}).map(([name, text]) => [name, text ?? '']);
  return {
    config,
    ...(await readLimits(files, first.path, config)),
    pooling: [...pooling],
    head,
    normalise: head.at(-1)?.kind === 'normalise',
    dimensions,
    prompts: Object.fromEntries(prompts),
    defaultPrompt: named.default_prompt_name ?? null,
    weights: await readSafetensorsFolder(files, first.path),
  };
}

import { PlumblineError } from '#core/contract/errors.ts';
import type { ModelRecord } from '#core/contract/models.ts';
import { CONVERTED_DTYPES, convertToOnnx } from '#core/embed/convert/convert-to-onnx.ts';
import { readStaticModel } from '#core/embed/static/open-static-embedder.ts';
import { readSentenceTransformers } from '#core/interop/sentence-transformers.ts';
import { readTransformersJs } from '#core/interop/transformers-js.ts';
import type { Files } from '#core/platform/files.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import { openModelTokenizer } from './open-model.ts';
import type { RecognisedModel } from './recognise-model.ts';

/** The half of a model's record that its files decide. */
export type ModelDescription = Pick<
  ModelRecord,
  | 'kind'
  | 'architecture'
  | 'dimensions'
  | 'maxTokens'
  | 'pooling'
  | 'normalise'
  | 'prefixes'
  | 'weights'
>;

export interface DescribeDeps {
  files: Files;
  context: JobContext;
}

/** StaticEmbedding reads the whole text; this many tokens are more than any. */
const NO_LIMIT = 1_000_000;

/** Reads what lies in `folder`, converts it where it must be, and describes it. Throws BAD_INPUT, DAMAGED, DISK_FULL. */
export async function describeModel(
  recognised: RecognisedModel,
  folder: string,
  deps: DescribeDeps,
): Promise<ModelDescription> {
  switch (recognised.layout) {
    case 'static':
      return describeStatic(recognised, folder, deps);
    case 'transformers-js':
      return describeOnnx(recognised, folder, deps);
    case 'sentence-transformers':
      return convertModel(folder, deps);
  }
}

async function describeStatic(
  { files: names }: RecognisedModel,
  folder: string,
  { files }: DescribeDeps,
): Promise<ModelDescription> {
  const { rows } = await readStaticModel(files, folder);
  const weights = names.find((name) => name.endsWith('.safetensors')) ?? 'model.safetensors';
  return {
    kind: 'static',
    architecture: 'StaticEmbedding',
    dimensions: rows.dimensions,
    maxTokens: NO_LIMIT,
    pooling: 'mean',
    normalise: true,
    prefixes: { query: '', term: '' },
    weights: { [rows.scales === null ? 'fp32' : 'int8']: weights },
  };
}

async function describeOnnx(
  { weights }: Extract<RecognisedModel, { layout: 'transformers-js' }>,
  folder: string,
  { files }: DescribeDeps,
): Promise<ModelDescription> {
  const { architecture, dimensions, maxTokens, pooling, vocabularySize } = await readTransformersJs(
    files,
    folder,
  );
  if (vocabularySize !== null) await checkTokenizer(files, folder, vocabularySize);
  return {
    kind: 'transformer',
    ...{ architecture, dimensions, maxTokens, pooling, weights },
    normalise: true,
    prefixes: { query: '', term: '' },
  };
}

async function convertModel(
  folder: string,
  { files, context }: DescribeDeps,
): Promise<ModelDescription> {
  const model = await readSentenceTransformers(files, folder);
  const { config, maxTokens, dimensions, pooling, prompts, defaultPrompt } = model;
  await checkTokenizer(files, folder, config.vocabularySize);
  const weights: ModelDescription['weights'] = {};
  await files.makeFolder(files.join(folder, 'onnx'));
  for (const [index, dtype] of CONVERTED_DTYPES.entries()) {
    await context.breathe();
    context.progress(index, CONVERTED_DTYPES.length, 'files');
    const name = dtype === 'fp32' ? 'model.onnx' : `model_${dtype}.onnx`;
    await files.writeAtomic(files.join(folder, 'onnx', name), convertToOnnx(model, dtype));
    weights[dtype] = `onnx/${name}`;
  }
  context.progress(CONVERTED_DTYPES.length, CONVERTED_DTYPES.length, 'files');
  const prefix = (defaultPrompt === null ? undefined : prompts[defaultPrompt]) ?? '';
  return {
    kind: 'transformer',
    architecture: config.architecture,
    // The converted graph pools by itself, several ways side by side if need be.
    ...{ dimensions, maxTokens, weights, pooling: pooling[0] ?? 'mean' },
    normalise: true,
    prefixes: { query: prefix, term: prefix },
  };
}

/** A tokenizer with more tokens than the model has vectors belongs to another model. Throws BAD_INPUT. */
async function checkTokenizer(files: Files, folder: string, vocabulary: number): Promise<void> {
  const { tokens, padId } = await openModelTokenizer(files, folder);
  const highest = Math.max(
    padId,
    tokens.findLastIndex((token) => token !== ''),
  );
  if (highest < vocabulary) return;
  throw new PlumblineError(
    'BAD_INPUT',
    `The tokenizer does not belong to this model: it has a token with the number ${highest}, the model knows ${vocabulary}.`,
    {
      file: 'tokenizer.json',
      remedy: 'Use the tokenizer.json that was published with the weights.',
    },
  );
}

import { PlumblineError } from '#core/contract/errors.ts';
import type { Dtype } from '#core/contract/models.ts';
import { convertToOnnx } from '#core/embed/convert/convert-to-onnx.ts';
import type { EncodeSequences } from '#core/embed/distill/distill.ts';
import type { Teacher } from '#core/embed/distill/distill-model.ts';
import { findModel } from '#core/embed/models/import-model.ts';
import { openRunner } from '#core/embed/onnx/runner.ts';
import type { ModelFile } from '#core/embed/onnx/session.ts';
import { padBatch } from '#core/embed/onnx/token-batch.ts';
import { readSentenceTransformers } from '#core/interop/sentence-transformers.ts';
import type { FoundModel } from './node-embedding-models.ts';
import type { NodeWiring } from './node-wiring.ts';

/** A transformer that can be distilled; close it when done. */
export interface OpenTeacher {
  teacher: Teacher;
  close(): Promise<void>;
}

/** What gives the last hidden states of a model, averaged over the tokens of a text. */
interface HiddenStates {
  graph: ModelFile;
  lowerCase: boolean;
  /** Ids that the model knows; unknown where its own graph is used. */
  vocabularySize: number | null;
}

/** Opens the transformer of a model's folder on the CPU. Throws BAD_INPUT for a model that is static already. */
export async function openTeacher(
  { record, folder }: Pick<FoundModel, 'record' | 'folder'>,
  { files, clock, intraOpThreads }: NodeWiring,
): Promise<OpenTeacher> {
  if (record.kind === 'static') throw alreadyStatic(record.name);
  const { recognised } = await findModel(files, folder);
  const read = async (path: string) =>
    JSON.parse(await files.readText(files.join(folder, ...path.split('/'))));
  const tokenizer = recognised.files.find((path) => path.endsWith('tokenizer.json'));
  const config = recognised.files.find((path) => path.endsWith('tokenizer_config.json'));
  const { graph, lowerCase, vocabularySize } =
    recognised.layout === 'sentence-transformers'
      ? await converted(folder, files)
      : await exported(record.weights, folder, files);
  const runner = await openRunner(graph, record.name, {
    ...{ device: 'cpu', intraOpThreads, elapsed: clock.elapsed },
    pooling: 'mean',
  });
  const encode: EncodeSequences = async (sequences) => {
    refuseUnknown(sequences, vocabularySize);
    return inBatches(sequences, (some) => runner.run(padBatch(some, 0)));
  };
  return {
    teacher: {
      ...{ record, encode, overrides: { lowerCase } },
      tokenizerJson: tokenizer ? await read(tokenizer) : null,
      tokenizerConfig: config ? await read(config) : {},
    },
    close: () => runner.close(),
  };
}

/** The transformer alone, without the pooling and the modules that follow in the sentence model. */
async function converted(folder: string, files: NodeWiring['files']): Promise<HiddenStates> {
  const model = await readSentenceTransformers(files, folder);
  const graph = convertToOnnx({ ...model, head: [], pooling: ['mean'], normalise: false }, 'fp32');
  const { vocabularySize } = model.config;
  return { graph, lowerCase: model.lowercase, vocabularySize };
}

const EXACT_FIRST: readonly Dtype[] = ['fp32', 'fp16', 'int8', 'q4'];

async function exported(
  weights: Partial<Record<Dtype, string>>,
  folder: string,
  files: NodeWiring['files'],
): Promise<HiddenStates> {
  const path = EXACT_FIRST.map((dtype) => weights[dtype]).find((found) => found !== undefined);
  if (path === undefined) throw new Error('a transformer without weights');
  const graph = files.join(folder, ...path.split('/'));
  return { graph, lowerCase: false, vocabularySize: null };
}

function alreadyStatic(name: string): PlumblineError {
  return new PlumblineError('BAD_INPUT', `${name} is a static model already.`, {
    remedy: 'Distil the transformer that it was made from.',
  });
}

function refuseUnknown(sequences: readonly Int32Array[], size: number | null): void {
  if (size === null || sequences.every((ids) => ids.every((id) => id < size))) return;
  throw new PlumblineError(
    'BAD_INPUT',
    `The tokenizer does not belong to this model, which knows ${size} tokens.`,
    {
      file: 'tokenizer.json',
      remedy: 'Use the tokenizer.json that was published with the weights.',
    },
  );
}

/** Bounds the memory of a run. */
const TOKENS_IN_A_BATCH = 8192;

/** Sequences of one length, some at a time; their vectors in one. */
async function inBatches(
  sequences: readonly Int32Array[],
  run: (some: readonly Int32Array[]) => Promise<Float32Array>,
): Promise<Float32Array> {
  const size = Math.max(1, Math.floor(TOKENS_IN_A_BATCH / (sequences[0]?.length ?? 1)));
  let all = new Float32Array(0);
  for (let start = 0; start < sequences.length; start += size) {
    const some = sequences.slice(start, start + size);
    const vectors = await run(some);
    const width = vectors.length / some.length;
    if (start === 0) all = new Float32Array(sequences.length * width);
    all.set(vectors, start * width);
  }
  return all;
}

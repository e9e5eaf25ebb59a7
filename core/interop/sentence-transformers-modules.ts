import { z } from 'zod';
import { Pooling } from '#core/contract/models.ts';
import type { FileReader } from '#core/platform/files.ts';
import { checkedTensor } from './checked-tensor.ts';
import { badModel, readModelJson } from './model-folder-json.ts';
import { readSafetensorsFolder } from './safetensors-folder.ts';

/** A Dense module: activation(x · weightᵀ + bias). */
export interface DenseStep {
  kind: 'dense';
  inputs: number;
  outputs: number;
  /** [outputs × inputs], row-major. */
  weight: Float32Array;
  /** Length `outputs`; null where there is none. */
  bias: Float32Array | null;
  activation: 'identity' | 'tanh';
}

/** What can follow the pooling. */
export type HeadStep = DenseStep | { kind: 'normalise' };

/** Older spelling of the modes, in the order in which the reference implementation concatenates them. */
const FLAGS = {
  pooling_mode_cls_token: 'cls',
  pooling_mode_max_tokens: 'max',
  pooling_mode_mean_tokens: 'mean',
  pooling_mode_mean_sqrt_len_tokens: 'mean_sqrt_len_tokens',
  pooling_mode_weightedmean_tokens: 'weightedmean',
  pooling_mode_lasttoken: 'lasttoken',
} as const;

const PoolingFile = z
  .object({
    pooling_mode: z.union([z.string(), z.array(z.string()).min(1)]).optional(),
    include_prompt: z.boolean().default(true),
    embedding_dimension: z.number().int().optional(),
    word_embedding_dimension: z.number().int().optional(),
  })
  .loose();

function modesOf(config: z.output<typeof PoolingFile>): string[] {
  const { pooling_mode: mode } = config;
  if (mode !== undefined) return typeof mode === 'string' ? [mode] : mode;
  const set = Object.entries(FLAGS).filter(([flag]) => config[flag] === true);
  return set.length > 0 ? set.map(([, name]) => name) : ['mean'];
}

/** The modes of a Pooling module, in the order of concatenation. Throws BAD_INPUT for one that is not supported. */
export async function readPooling(
  files: FileReader,
  folder: string,
  hiddenSize: number,
): Promise<Pooling[]> {
  const file = files.join(folder, 'config.json');
  const config = await readModelJson(files, file, PoolingFile);
  const width = config.embedding_dimension ?? config.word_embedding_dimension ?? hiddenSize;
  if (width !== hiddenSize) {
    throw badModel(
      `The pooling expects ${width} values for a token, the transformer gives ${hiddenSize}.`,
      file,
    );
  }
  if (!config.include_prompt) {
    throw badModel(
      'Pooling that leaves the prompt out is not supported.',
      file,
      'Choose another model.',
    );
  }
  return modesOf(config).map((mode) => {
    const known = Pooling.safeParse(mode);
    if (known.success) return known.data;
    const remedy = `Supported are ${Pooling.options.join(', ')}.`;
    throw badModel(`Pooling of the kind "${mode}" is not supported.`, file, remedy);
  });
}

const size = z.number().int().positive();
const DenseFile = z.object({
  in_features: size,
  out_features: size,
  bias: z.boolean().default(true),
  activation_function: z.string().default('torch.nn.modules.activation.Tanh'),
  use_residual: z.boolean().default(false),
  module_input_name: z.string().default('sentence_embedding'),
});

const ACTIVATIONS: Readonly<Record<string, DenseStep['activation']>> = {
  'torch.nn.modules.activation.Tanh': 'tanh',
  'torch.nn.modules.linear.Identity': 'identity',
};

/** Reads a Dense module. Throws BAD_INPUT where it does not fit `inputs` or is of a kind that is not supported. */
export async function readDense(
  files: FileReader,
  folder: string,
  inputs: number,
): Promise<DenseStep> {
  const file = files.join(folder, 'config.json');
  const config = await readModelJson(files, file, DenseFile);
  const activation = ACTIVATIONS[config.activation_function];
  const refuse = (what: string) => badModel(what, file, 'Choose another model.');
  if (!activation) throw refuse(`The activation "${config.activation_function}" is not supported.`);
  if (config.use_residual) throw refuse('A Dense module with a residual is not supported.');
  if (config.module_input_name !== 'sentence_embedding') {
    throw refuse(`A Dense module that works on "${config.module_input_name}" is not supported.`);
  }
  if (config.in_features !== inputs) {
    throw refuse(`The Dense module expects ${config.in_features} values and is given ${inputs}.`);
  }
  const outputs = config.out_features;
  const weights = await readSafetensorsFolder(files, folder);
  return {
    kind: 'dense',
    inputs,
    outputs,
    weight: checkedTensor(weights, 'linear.weight', [outputs, inputs]),
    bias: config.bias ? checkedTensor(weights, 'linear.bias', [outputs]) : null,
    activation,
  };
}

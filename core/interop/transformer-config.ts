import { z } from 'zod';
import { badModel } from './model-folder-json.ts';

/** model_type in config.json -> the class of the reference implementation. */
const ARCHITECTURES = {
  bert: 'BertModel',
  roberta: 'RobertaModel',
  'xlm-roberta': 'XLMRobertaModel',
  camembert: 'CamembertModel',
  distilbert: 'DistilBertModel',
  mpnet: 'MPNetModel',
} as const;
export type ModelType = keyof typeof ARCHITECTURES;

const ACTIVATIONS = {
  gelu: 'gelu',
  gelu_python: 'gelu',
  gelu_new: 'gelu-tanh',
  gelu_fast: 'gelu-tanh',
  gelu_pytorch_tanh: 'gelu-tanh',
  relu: 'relu',
} as const;
export type Activation = (typeof ACTIVATIONS)[keyof typeof ACTIVATIONS];

/** The measures of a transformer encoder, as its config.json gives them. */
export interface TransformerConfig {
  modelType: ModelType;
  architecture: string;
  hiddenSize: number;
  intermediateSize: number;
  layers: number;
  heads: number;
  activation: Activation;
  layerNormEps: number;
  vocabularySize: number;
  /** Rows of the table of positions; the first token has position `firstPosition`. */
  positions: number;
  firstPosition: number;
  padId: number;
  /** Rows of the table of token types, 0 where there is none. */
  tokenTypes: number;
  /** Buckets of the relative attention bias (MPNet), else 0. */
  relativeBuckets: number;
}

const size = z.number().int().positive();
const activation = z.string().default('gelu');

export const RawConfig = z.object({ model_type: z.string() }).loose();

const Shared = z.object({
  vocab_size: size,
  max_position_embeddings: size,
  position_embedding_type: z.string().nullable().default('absolute'),
  is_decoder: z.boolean().default(false),
  pad_token_id: z.number().int().nonnegative().nullable().default(null),
});

const BertLike = Shared.extend({
  hidden_size: size,
  intermediate_size: size,
  num_hidden_layers: size,
  num_attention_heads: size,
  hidden_act: activation,
  layer_norm_eps: z.number().positive().default(1e-12),
  type_vocab_size: size.default(2),
  relative_attention_num_buckets: size.multipleOf(2).default(32),
});

const DistilBert = Shared.extend({
  dim: size,
  hidden_dim: size,
  n_layers: size,
  n_heads: size,
  activation,
}).transform((raw) => ({
  ...raw,
  hidden_size: raw.dim,
  intermediate_size: raw.hidden_dim,
  num_hidden_layers: raw.n_layers,
  num_attention_heads: raw.n_heads,
  hidden_act: raw.activation,
  // Fixed in the reference implementation.
  layer_norm_eps: 1e-12,
  type_vocab_size: 0,
  relative_attention_num_buckets: 0,
}));

function isModelType(name: string): name is ModelType {
  return Object.hasOwn(ARCHITECTURES, name);
}

function isActivation(name: string): name is keyof typeof ACTIVATIONS {
  return Object.hasOwn(ACTIVATIONS, name);
}

/** Positions of RoBERTa and its kin begin behind the padding id, MPNet's always at 2, those of the others at 0. */
function firstPosition(modelType: ModelType, padId: number): number {
  if (modelType === 'bert' || modelType === 'distilbert') return 0;
  return modelType === 'mpnet' ? 2 : padId + 1;
}

function parsed(raw: unknown, modelType: ModelType, file: string): z.output<typeof BertLike> {
  const result = (modelType === 'distilbert' ? DistilBert : BertLike).safeParse(raw);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw badModel(`"${issue?.path.join('.')}" is not as expected: ${issue?.message}.`, file);
}

/** Checks a config.json. Throws BAD_INPUT, naming what is supported, where the model cannot be converted. */
export function transformerConfig(
  raw: z.output<typeof RawConfig>,
  file: string,
): TransformerConfig {
  const { model_type: modelType } = raw;
  if (!isModelType(modelType)) {
    throw badModel(
      `Models of the type "${modelType}" cannot be converted.`,
      file,
      `Choose one of these types: ${Object.keys(ARCHITECTURES).join(', ')}; or a folder that holds an ONNX model.`,
    );
  }
  const given = parsed(raw, modelType, file);
  const refuse = (what: string) => badModel(what, file, 'Choose another model.');
  const { position_embedding_type: position, hidden_act: act } = given;
  if (position !== null && position !== 'absolute') {
    throw refuse(
      `Position embeddings of the type "${position}" cannot be converted, only absolute ones.`,
    );
  }
  if (given.is_decoder) throw refuse('This model generates text; only encoders can be converted.');
  if (!isActivation(act)) throw refuse(`The activation "${act}" cannot be converted.`);
  if (given.hidden_size % given.num_attention_heads !== 0) {
    throw refuse(
      `A hidden size of ${given.hidden_size} cannot be shared by ${given.num_attention_heads} heads.`,
    );
  }
  const padId = given.pad_token_id ?? (firstPosition(modelType, 1) === 0 ? 0 : 1);
  return {
    modelType,
    architecture: ARCHITECTURES[modelType],
    hiddenSize: given.hidden_size,
    intermediateSize: given.intermediate_size,
    layers: given.num_hidden_layers,
    heads: given.num_attention_heads,
    activation: ACTIVATIONS[act],
    layerNormEps: given.layer_norm_eps,
    vocabularySize: given.vocab_size,
    positions: given.max_position_embeddings,
    firstPosition: firstPosition(modelType, padId),
    padId,
    tokenTypes: modelType === 'mpnet' ? 0 : given.type_vocab_size,
    relativeBuckets: modelType === 'mpnet' ? given.relative_attention_num_buckets : 0,
  };
}

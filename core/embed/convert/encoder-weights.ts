import { checkedTensor } from '#core/interop/checked-tensor.ts';
import type { SentenceTransformer } from '#core/interop/sentence-transformers.ts';
import { LAYER_NAMES, type LayerNames, tensorPrefix } from './tensor-names.ts';

/** x · weightᵀ + bias, as PyTorch stores it. */
export interface Linear {
  inputs: number;
  outputs: number;
  /** [outputs × inputs], row-major. */
  weight: Float32Array;
  bias: Float32Array;
}

export interface LayerNorm {
  gain: Float32Array;
  bias: Float32Array;
}

/** One layer of an encoder that normalises after each of its two halves. */
export interface LayerWeights {
  query: Linear;
  key: Linear;
  value: Linear;
  attended: Linear;
  attentionNorm: LayerNorm;
  up: Linear;
  down: Linear;
  outputNorm: LayerNorm;
}

/** Weights of BERT and its kin in one form. */
export interface EncoderWeights {
  /** [vocabularySize × hiddenSize]. */
  words: Float32Array;
  /** [maxTokens × hiddenSize]: what is added to the word at each place; token type 0 is already in it. */
  places: Float32Array;
  embeddingNorm: LayerNorm;
  layers: LayerWeights[];
  /** [buckets × heads] of a relative attention bias (MPNet); null where there is none. */
  relativeBias: Float32Array | null;
}

type Take = (name: string, shape: readonly number[]) => Float32Array;

/** Reads tensors below the prefix of the model's class; older files say gamma and beta for weight and bias. */
function taker({ weights, config }: SentenceTransformer): Take {
  const prefix = tensorPrefix(weights.tensors, config.modelType);
  return (name, shape) => {
    const older = name
      .replace(/(LayerNorm)\.weight$/, '$1.gamma')
      .replace(/(LayerNorm)\.bias$/, '$1.beta');
    const full = prefix + name;
    const known = weights.tensors.has(full) || !weights.tensors.has(prefix + older);
    return checkedTensor(weights, known ? full : prefix + older, shape);
  };
}

function layerNorm(take: Take, name: string, size: number): LayerNorm {
  return { gain: take(`${name}.weight`, [size]), bias: take(`${name}.bias`, [size]) };
}

function linear(take: Take, name: string, inputs: number, outputs: number): Linear {
  const weight = take(`${name}.weight`, [outputs, inputs]);
  return { inputs, outputs, weight, bias: take(`${name}.bias`, [outputs]) };
}

function layer(take: Take, names: LayerNames, hidden: number, wide: number): LayerWeights {
  return {
    query: linear(take, names.query, hidden, hidden),
    key: linear(take, names.key, hidden, hidden),
    value: linear(take, names.value, hidden, hidden),
    attended: linear(take, names.attended, hidden, hidden),
    attentionNorm: layerNorm(take, names.attentionNorm, hidden),
    up: linear(take, names.up, hidden, wide),
    down: linear(take, names.down, wide, hidden),
    outputNorm: layerNorm(take, names.outputNorm, hidden),
  };
}

function placeRows(take: Take, { config, maxTokens }: SentenceTransformer): Float32Array {
  const { hiddenSize, positions, firstPosition, tokenTypes } = config;
  const table = take('embeddings.position_embeddings.weight', [positions, hiddenSize]);
  const rows = table.slice(firstPosition * hiddenSize, (firstPosition + maxTokens) * hiddenSize);
  if (tokenTypes === 0) return rows;
  const types = take('embeddings.token_type_embeddings.weight', [tokenTypes, hiddenSize]);
  for (let i = 0; i < rows.length; i += 1) {
    rows[i] = (rows[i] as number) + (types[i % hiddenSize] as number);
  }
  return rows;
}

/** Finds a model's weights under their names. Throws DAMAGED, naming the tensor, for one that is missing or wrong. */
export function encoderWeights(model: SentenceTransformer): EncoderWeights {
  const { config } = model;
  const { hiddenSize, intermediateSize, vocabularySize, relativeBuckets: buckets } = config;
  const take = taker(model);
  const names = LAYER_NAMES[config.modelType];
  return {
    words: take('embeddings.word_embeddings.weight', [vocabularySize, hiddenSize]),
    places: placeRows(take, model),
    embeddingNorm: layerNorm(take, 'embeddings.LayerNorm', hiddenSize),
    layers: Array.from({ length: config.layers }, (_, index) =>
      layer(take, names(index), hiddenSize, intermediateSize),
    ),
    relativeBias:
      buckets === 0
        ? null
        : take('encoder.relative_attention_bias.weight', [buckets, config.heads]),
  };
}

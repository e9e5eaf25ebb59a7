import type { TransformerConfig } from '#core/interop/transformer-config.ts';
import type { EncoderWeights, LayerNorm, LayerWeights, Linear } from './encoder-weights.ts';
import type { Multiply, MultiplyOptions } from './multiply.ts';
import type { OnnxGraph, Value } from './onnx-graph.ts';
import type { GraphInputs } from './pooling-graph.ts';
import { biasByDistance } from './relative-bias.ts';
import { packedBiases, packedWeights } from './weights-layout.ts';

/** Least float32: added to a score it leaves no weight to a padded token, and unlike -Infinity it never makes a NaN. */
const LEAST = -3.4028234663852886e38;

/** Adds the lookup of ids in a table [vocabulary × hidden]. */
export type Lookup = (graph: OnnxGraph, table: Float32Array, hidden: number, ids: Value) => Value;

/** How the large parts of a graph are stored and multiplied. */
export interface Precision {
  lookup: Lookup;
  multiply: Multiply;
  /** The Attention operator multiplies by itself; only float weights fit it. */
  fusedAttention: boolean;
}

interface Context {
  graph: OnnxGraph;
  config: TransformerConfig;
  precision: Precision;
  /** Added to the attention scores: [batch × 1 or heads × sequence × sequence]. */
  scoreBias: Value;
  /** int64 [2]: batch, sequence. */
  shape: Value;
}

function vector(graph: OnnxGraph, values: Float32Array): Value {
  return graph.constant(values, [values.length]);
}

function addLayerNorm({ graph, config }: Context, x: Value, { gain, bias }: LayerNorm): Value {
  const inputs = [x, vector(graph, gain), vector(graph, bias)];
  const epsilon = { float: config.layerNormEps };
  return graph.op('LayerNormalization', inputs, { axis: -1, epsilon });
}

function addEmbeddings(
  context: Context,
  { words, places, embeddingNorm }: EncoderWeights,
  inputs: GraphInputs,
): Value {
  const { graph, config, precision } = context;
  const rows = places.length / config.hiddenSize;
  const table = graph.constant(places, [rows, config.hiddenSize]);
  const place = graph.op('Slice', [table, graph.ints(0), inputs.sequence, graph.ints(0)]);
  const word = precision.lookup(graph, words, config.hiddenSize, inputs.ids);
  return addLayerNorm(context, graph.op('Add', [word, place]), embeddingNorm);
}

/** Bias by the distance of two tokens: [1 × heads × sequence × sequence]. */
function addRelativeBias(
  graph: OnnxGraph,
  table: Float32Array,
  heads: number,
  most: number,
  { sequence }: GraphInputs,
): Value {
  const bias = biasByDistance(table, heads, most);
  const byDistance = graph.constant(bias, [1, heads, 2 * most - 1]);
  const scalar = graph.op('Squeeze', [sequence, graph.ints(0)]);
  const zero = graph.constant(BigInt64Array.of(0n), []);
  const one = graph.constant(BigInt64Array.of(1n), []);
  const range = graph.op('Range', [zero, scalar, one]);
  const keys = graph.op('Unsqueeze', [range, graph.ints(0)]);
  const queries = graph.op('Unsqueeze', [range, graph.ints(1)]);
  const distance = graph.op('Sub', [keys, queries]);
  const index = graph.op('Add', [distance, graph.ints(most - 1)]);
  return graph.op('Gather', [byDistance, index], { axis: 2 });
}

/** 0 for a key that is a token and the least float32 for padding: [batch × 1 × sequence × sequence]. */
function addPaddingBias(graph: OnnxGraph, { floatMask, batch, sequence }: GraphInputs): Value {
  const padding = graph.op('Sub', [graph.scalar(1), floatMask]);
  const bias = graph.op('Mul', [padding, graph.scalar(LEAST)]);
  const keys = graph.op('Unsqueeze', [bias, graph.ints(1, 2)]);
  const shape = graph.op('Concat', [batch, graph.ints(1), sequence, sequence], { axis: 0 });
  return graph.op('Expand', [keys, shape]);
}

function addAttention(
  { graph, config, precision, scoreBias, shape }: Context,
  x: Value,
  layer: LayerWeights,
): Value {
  const parts = [layer.query, layer.key, layer.value];
  const { hiddenSize, heads } = config;
  const bias = vector(graph, packedBiases(parts));
  if (precision.fusedAttention) {
    const weights = graph.constant(packedWeights(parts), [hiddenSize, 3 * hiddenSize]);
    const inputs = [x, weights, bias, '', '', scoreBias];
    return graph.microsoft('Attention', inputs, { num_heads: heads });
  }
  const product = precision.multiply(graph, x, parts, { range: 'signed', shape });
  const sizes = graph.ints(hiddenSize, hiddenSize, hiddenSize);
  const split = graph.split('Split', [product, sizes], 3, { axis: -1 });
  return graph.microsoft('MultiHeadAttention', [...split, bias, '', scoreBias], {
    num_heads: heads,
  });
}

/** LayerNorm(x + product + bias of `linear`); the fused SkipLayerNormalization is several times slower on a CPU. */
function addResidual(
  context: Context,
  x: Value,
  product: Value,
  linear: Linear,
  norm: LayerNorm,
): Value {
  const { graph } = context;
  const biased = graph.op('Add', [product, vector(graph, linear.bias)]);
  return addLayerNorm(context, graph.op('Add', [biased, x]), norm);
}

function addActivation({ graph, config }: Context, product: Value, { bias }: Linear): Value {
  const inputs = [product, vector(graph, bias)];
  if (config.activation === 'relu') return graph.op('Relu', [graph.op('Add', inputs)]);
  return graph.microsoft(config.activation === 'gelu' ? 'BiasGelu' : 'FastGelu', inputs);
}

function addLayer(context: Context, x: Value, layer: LayerWeights): Value {
  const { graph, precision, shape } = context;
  const signed: MultiplyOptions = { range: 'signed', shape };
  const mixed = addAttention(context, x, layer);
  const attended = precision.multiply(graph, mixed, [layer.attended], signed);
  const middle = addResidual(context, x, attended, layer.attended, layer.attentionNorm);
  const up = precision.multiply(graph, middle, [layer.up], signed);
  const wide = addActivation(context, up, layer.up);
  const down = precision.multiply(graph, wide, [layer.down], { range: 'positive', shape });
  return addResidual(context, middle, down, layer.down, layer.outputNorm);
}

/** Adds a whole encoder: ids -> hidden states [batch × sequence × hiddenSize]. */
export function addEncoder(
  graph: OnnxGraph,
  config: TransformerConfig,
  weights: EncoderWeights,
  inputs: GraphInputs,
  precision: Precision,
): Value {
  const { heads, hiddenSize } = config;
  const padding = addPaddingBias(graph, inputs);
  const most = weights.places.length / hiddenSize;
  const { relativeBias } = weights;
  const scoreBias = relativeBias
    ? graph.op('Add', [padding, addRelativeBias(graph, relativeBias, heads, most, inputs)])
    : padding;
  const shape = graph.op('Concat', [inputs.batch, inputs.sequence], { axis: 0 });
  const context = { graph, config, precision, scoreBias, shape };
  let x = addEmbeddings(context, weights, inputs);
  for (const layer of weights.layers) x = addLayer(context, x, layer);
  return x;
}

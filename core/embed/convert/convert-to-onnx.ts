import type { SentenceTransformer } from '#core/interop/sentence-transformers.ts';
import { addEncoder, type Lookup, type Precision } from './encoder-graph.ts';
import { encoderWeights } from './encoder-weights.ts';
import { multiplyFloat, multiplyInt8 } from './multiply.ts';
import { createGraph, type OnnxGraph } from './onnx-graph.ts';
import { addHeadStep, addPooling, type GraphInputs } from './pooling-graph.ts';
import { quantisedRows } from './quantise.ts';

/** Dtypes that a model can be converted to. */
export const CONVERTED_DTYPES = ['fp32', 'int8'] as const;
export type ConvertedDtype = (typeof CONVERTED_DTYPES)[number];

/** TensorProto.DataType.FLOAT. */
const FLOAT = 1;

const lookupFloat: Lookup = (graph, table, hidden, ids) =>
  graph.op('Gather', [graph.constant(table, [table.length / hidden, hidden]), ids]);

const lookupInt8: Lookup = (graph, table, hidden, ids) => {
  const { weights, scales } = quantisedRows(table, hidden);
  const rows = scales.length;
  const steps = graph.op('Gather', [graph.constant(weights, [rows, hidden]), ids]);
  const scale = graph.op('Gather', [graph.constant(scales, [rows, 1]), ids]);
  return graph.op('Mul', [graph.op('Cast', [steps], { to: FLOAT }), scale]);
};

const PRECISIONS: Readonly<Record<ConvertedDtype, Precision>> = {
  fp32: { lookup: lookupFloat, multiply: multiplyFloat, fusedAttention: true },
  int8: { lookup: lookupInt8, multiply: multiplyInt8, fusedAttention: false },
};

function addInputs(graph: OnnxGraph): GraphInputs {
  const ids = graph.input('input_ids', ['batch', 'sequence']);
  const mask = graph.input('attention_mask', ['batch', 'sequence']);
  const shape = graph.op('Shape', [ids]);
  return {
    ids,
    mask,
    floatMask: graph.op('Cast', [mask], { to: FLOAT }),
    batch: graph.op('Slice', [shape, graph.ints(0), graph.ints(1)]),
    sequence: graph.op('Slice', [shape, graph.ints(1), graph.ints(2)]),
  };
}

/**
 * A sentence-transformers model as an ONNX file. Inputs `input_ids` and `attention_mask`, int32 [batch × sequence], the
 * mask 1 for a token and 0 for padding on its right, the sequence no longer than `maxTokens`; output
 * `sentence_embedding`, float32 [batch × dimensions]. In both dtypes a text's vector depends on that text alone, up to
 * rounding. Throws DAMAGED, naming the tensor, for weights that are missing, of a wrong shape or not finite, and
 * BAD_INPUT for a model of more than 2 GB.
 */
export function convertToOnnx(model: SentenceTransformer, dtype: ConvertedDtype): Uint8Array {
  const graph = createGraph(model.config.architecture);
  const inputs = addInputs(graph);
  const weights = encoderWeights(model);
  const tokens = addEncoder(graph, model.config, weights, inputs, PRECISIONS[dtype]);
  const pooled = addPooling(graph, tokens, inputs, model.pooling);
  const value = model.head.reduce((x, step) => addHeadStep(graph, x, step), pooled);
  return graph.encode({
    value,
    name: 'sentence_embedding',
    dimensions: ['batch', model.dimensions],
  });
}

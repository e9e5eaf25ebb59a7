import type { Linear } from './encoder-weights.ts';
import type { OnnxGraph, Value } from './onnx-graph.ts';
import { quantisedColumns } from './quantise.ts';
import { packedWeights } from './weights-layout.ts';

/** Whether the rows that are multiplied can be negative as much as positive, or hardly at all (behind GELU or ReLU). */
export type Range = 'signed' | 'positive';

/** Adds x · [W₁ᵀ W₂ᵀ …] to a graph, without biases: [batch × sequence × inputs] -> [batch × sequence × sum of outputs]. */
export type Multiply = (
  graph: OnnxGraph,
  x: Value,
  linears: readonly Linear[],
  options: MultiplyOptions,
) => Value;

export interface MultiplyOptions {
  range: Range;
  /** int64 [2]: batch, sequence. */
  shape: Value;
}

function width(linears: readonly Linear[]): number {
  return linears.reduce((sum, { outputs }) => sum + outputs, 0);
}

export const multiplyFloat: Multiply = (graph, x, linears) => {
  const shape = [linears[0]?.inputs ?? 0, width(linears)];
  return graph.op('MatMul', [x, graph.constant(packedWeights(linears), shape)]);
};

/** GELU is never below this, so that a zero point a little above 0 is enough for it. */
const LEAST_GELU = -0.17;

interface Steps {
  /** What stands for 0 in the unsigned bytes. */
  zeroPoint: number;
  /** [rows]: what one step of a row's bytes is worth. */
  size: Value;
}

/** One step for each row, from that row alone, so that a text's vector does not depend on the texts beside it. */
function stepsOf(graph: OnnxGraph, x: Value, range: Range): Steps {
  const zeroPoint = range === 'signed' ? 128 : 32;
  const most = 255 - zeroPoint;
  const extent = range === 'signed' ? graph.op('Abs', [x]) : x;
  const largest = graph.op('ReduceMax', [extent], { axes: [-1], keepdims: 0 });
  const least = range === 'signed' ? 1e-20 : (-LEAST_GELU * most) / zeroPoint;
  const bounded = graph.op('Max', [largest, graph.scalar(least)]);
  return { zeroPoint, size: graph.op('Mul', [bounded, graph.scalar(1 / most)]) };
}

/** The same with bytes: weights with a scale for each column, x with a scale for each row; sums are exact. */
export const multiplyInt8: Multiply = (graph, x, linears, { range, shape }) => {
  const inputs = linears[0]?.inputs ?? 0;
  const outputs = width(linears);
  const rows = graph.op('Reshape', [x, graph.ints(-1, inputs)]);
  const { zeroPoint, size } = stepsOf(graph, rows, range);
  const zeros = graph.op('Expand', [
    graph.constant(Uint8Array.of(zeroPoint), [1]),
    graph.op('Shape', [size]),
  ]);
  const bytes = graph.op('QuantizeLinear', [rows, size, zeros], { axis: 0 });
  const { weights, scales } = quantisedColumns(packedWeights(linears), inputs);
  const product = graph.microsoft('MatMulIntegerToFloat', [
    bytes,
    graph.constant(weights, [inputs, outputs]),
    graph.scalar(1),
    graph.constant(scales, [outputs]),
    graph.constant(Uint8Array.of(zeroPoint), []),
  ]);
  const scaled = graph.op('Mul', [product, graph.op('Unsqueeze', [size, graph.ints(1)])]);
  const back = graph.op('Concat', [shape, graph.ints(outputs)], { axis: 0 });
  return graph.op('Reshape', [scaled, back]);
};

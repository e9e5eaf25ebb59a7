import type { Pooling } from '#core/contract/models.ts';
import type { HeadStep } from '#core/interop/sentence-transformers-modules.ts';
import type { OnnxGraph, Value } from './onnx-graph.ts';
import { packedWeights } from './weights-layout.ts';

/** Values of a graph that every part of it needs. */
export interface GraphInputs {
  /** int32 [batch × sequence]. */
  ids: Value;
  /** int32 [batch × sequence], 1 for a token and 0 for padding, which stands on the right. */
  mask: Value;
  /** The mask as float32. */
  floatMask: Value;
  /** int64 [1]: batch, sequence. */
  batch: Value;
  sequence: Value;
}

type Pool = (graph: OnnxGraph, tokens: Value, inputs: GraphInputs) => Value;

const mean: Pool = (graph, tokens, { floatMask }) => {
  const row = graph.op('Unsqueeze', [floatMask, graph.ints(1)]);
  const sum = graph.op('Squeeze', [graph.op('MatMul', [row, tokens]), graph.ints(1)]);
  const count = graph.op('ReduceSum', [floatMask, graph.ints(1)], { keepdims: 1 });
  return graph.op('Div', [sum, graph.op('Max', [count, graph.scalar(1e-9)])]);
};

const max: Pool = (graph, tokens, { floatMask }) => {
  const padding = graph.op('Less', [floatMask, graph.scalar(0.5)]);
  const column = graph.op('Unsqueeze', [padding, graph.ints(2)]);
  const real = graph.op('Where', [column, graph.scalar(-3e38), tokens]);
  return graph.op('ReduceMax', [real], { axes: [1], keepdims: 0 });
};

const cls: Pool = (graph, tokens) =>
  graph.op('Gather', [tokens, graph.constant(BigInt64Array.of(0n), [])], { axis: 1 });

const lasttoken: Pool = (graph, tokens, { mask }) => {
  const length = graph.op('ReduceSum', [mask, graph.ints(1)], { keepdims: 1 });
  const last = graph.op('Sub', [graph.op('Cast', [length], { to: 7 }), graph.ints(1)]);
  return graph.op('GatherND', [tokens, last], { batch_dims: 1 });
};

const POOLS: Readonly<Record<Pooling, Pool>> = { mean, max, cls, lasttoken };

/** Adds the pooling of tokens [batch × sequence × hidden] -> [batch × modes · hidden]. */
export function addPooling(
  graph: OnnxGraph,
  tokens: Value,
  inputs: GraphInputs,
  modes: readonly Pooling[],
): Value {
  const pooled = modes.map((mode) => POOLS[mode](graph, tokens, inputs));
  const [only] = pooled;
  return only !== undefined && pooled.length === 1 ? only : graph.op('Concat', pooled, { axis: 1 });
}

/** A vector of zeros stays one. */
function addNormalise(graph: OnnxGraph, x: Value): Value {
  const norm = graph.op('ReduceL2', [x], { axes: [1], keepdims: 1 });
  return graph.op('Div', [x, graph.op('Max', [norm, graph.scalar(1e-12)])]);
}

/** Adds one step behind the pooling: [batch × inputs] -> [batch × outputs]. */
export function addHeadStep(graph: OnnxGraph, x: Value, step: HeadStep): Value {
  if (step.kind === 'normalise') return addNormalise(graph, x);
  const { inputs, outputs, activation } = step;
  const bias = step.bias ?? new Float32Array(outputs);
  const weight = graph.constant(packedWeights([{ ...step, bias }]), [inputs, outputs]);
  const product = graph.op('MatMul', [x, weight]);
  const biased = step.bias ? graph.op('Add', [product, graph.constant(bias, [outputs])]) : product;
  return activation === 'tanh' ? graph.op('Tanh', [biased]) : biased;
}

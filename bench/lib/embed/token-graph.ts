import type { onnx as Onnx } from 'onnx-proto';
// CommonJS without named exports.
import onnxProto from 'onnx-proto';

const { onnx } = onnxProto;
const { DataType } = onnx.TensorProto;

type Nodes = ReadonlyMap<string, Onnx.INodeProto>;

/**
 * A converted graph as transformers.js wants it: int64 inputs, and the last hidden state [batch × sequence × hidden]
 * instead of a pooled vector. What it computes for a token is unchanged.
 */
export function tokenGraph(converted: Uint8Array): Uint8Array {
  const model = onnx.ModelProto.decode(converted);
  const { graph } = model;
  if (!graph?.node || !graph.input || !graph.output?.[0]) throw new Error('This is no ONNX graph.');
  const made: Nodes = new Map(
    graph.node.flatMap((node) => (node.output ?? []).map((name) => [name, node] as const)),
  );
  const states = lastHiddenState(made, graph.output[0].name ?? '');
  const used = neededFor(made, states);
  const inputs = graph.input.map((input) => input.name ?? '');
  const narrow = (name: string) => (inputs.includes(name) ? `${name}_int32` : name);
  const casts = inputs.map((name) => cast(name, narrow(name)));
  const kept = graph.node.filter((node) => used.nodes.has(node));
  for (const node of kept) node.input = (node.input ?? []).map(narrow);
  const last = { opType: 'Identity', input: [states], output: ['last_hidden_state'] };
  graph.node = [...casts, ...kept, last].map((node) => onnx.NodeProto.create(node));
  graph.initializer = (graph.initializer ?? []).filter(({ name }) => used.values.has(name ?? ''));
  graph.input = inputs.map((name) => port(name, DataType.INT64, ['batch', 'sequence']));
  graph.output = [port('last_hidden_state', DataType.FLOAT, ['batch', 'sequence', 'hidden'])];
  return onnx.ModelProto.encode(model).finish();
}

/** What the mean pooling multiplies its mask with, going back from the graph's output. */
function lastHiddenState(made: Nodes, output: string): string {
  for (let name = output; ; ) {
    const node = made.get(name);
    const [first, second] = node?.input ?? [];
    if (node?.opType === 'MatMul' && second) return second;
    if (!first) throw new Error('The graph does not end in mean pooling.');
    name = first;
  }
}

function neededFor(made: Nodes, output: string) {
  const values = new Set<string>();
  const nodes = new Set<Onnx.INodeProto>();
  const waiting = [output];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (values.has(name)) continue;
    values.add(name);
    const node = made.get(name);
    if (!node) continue;
    nodes.add(node);
    waiting.push(...(node.input ?? []));
  }
  return { values, nodes };
}

function cast(from: string, to: string): Onnx.INodeProto {
  const attribute = { name: 'to', type: onnx.AttributeProto.AttributeType.INT, i: DataType.INT32 };
  return { opType: 'Cast', input: [from], output: [to], attribute: [attribute] };
}

function port(name: string, elemType: number, shape: readonly string[]): Onnx.ValueInfoProto {
  const dim = shape.map((dimParam) => ({ dimParam }));
  return onnx.ValueInfoProto.create({ name, type: { tensorType: { elemType, shape: { dim } } } });
}

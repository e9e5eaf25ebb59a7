import type { onnx as Onnx } from 'onnx-proto';
// CommonJS without named exports.
import onnxProto from 'onnx-proto';
import { PlumblineError } from '#core/contract/errors.ts';

const { onnx } = onnxProto;
const { AttributeType } = onnx.AttributeProto;
const { DataType } = onnx.TensorProto;

/** Opset whose LayerNormalization is a standard operator, and the format version that goes with it. */
const OPSET = 17;
const IR_VERSION = 8;
/** Operators that onnxruntime adds to the standard ones. */
const MICROSOFT = 'com.microsoft';
/** A protobuf message cannot be longer. */
const MOST_BYTES = 2 ** 31 - 1;

/** Name of a value that flows through a graph. */
export type Value = string;

/** A whole number, a list of them, or `{ float }`, as ONNX tells the two kinds of number apart. */
export type Attribute = number | readonly number[] | { float: number };

export type ConstantData = Float32Array | Int32Array | BigInt64Array | Int8Array | Uint8Array;

/** An ONNX graph in the making. Values are named by the graph, constants are kept by reference until `encode`. */
export interface OnnxGraph {
  input(name: string, dimensions: readonly string[]): Value;
  constant(data: ConstantData, shape: readonly number[]): Value;
  /** A one-dimensional int64 constant, as axes and shapes are given. */
  ints(...values: number[]): Value;
  scalar(value: number): Value;
  /** A standard operator with one output; an empty input name leaves an optional input out. */
  op(type: string, inputs: readonly Value[], attributes?: Record<string, Attribute>): Value;
  /** The same for an operator of onnxruntime's own. */
  microsoft(type: string, inputs: readonly Value[], attributes?: Record<string, Attribute>): Value;
  /** A standard operator with several outputs. */
  split(
    type: string,
    inputs: readonly Value[],
    outputs: number,
    attributes?: Record<string, Attribute>,
  ): Value[];
  /** Bytes of the ONNX file. Throws BAD_INPUT where they would pass 2 GB. */
  encode(output: {
    value: Value;
    name: string;
    dimensions: readonly (string | number)[];
  }): Uint8Array;
}

function elementType(data: ConstantData): number {
  if (data instanceof Float32Array) return DataType.FLOAT;
  if (data instanceof Int32Array) return DataType.INT32;
  if (data instanceof BigInt64Array) return DataType.INT64;
  return data instanceof Int8Array ? DataType.INT8 : DataType.UINT8;
}

function attribute(name: string, value: Attribute): Onnx.IAttributeProto {
  if (typeof value === 'number') return { name, type: AttributeType.INT, i: value };
  if ('float' in value) return { name, type: AttributeType.FLOAT, f: value.float };
  return { name, type: AttributeType.INTS, ints: [...value] };
}

function valueInfo(
  name: string,
  elemType: number,
  dimensions: readonly (string | number)[],
): Onnx.IValueInfoProto {
  const dim = dimensions.map((size) =>
    typeof size === 'string' ? { dimParam: size } : { dimValue: size },
  );
  return { name, type: { tensorType: { elemType, shape: { dim } } } };
}

function encodeModel(graph: Onnx.IGraphProto): Uint8Array {
  const model: Onnx.IModelProto = {
    irVersion: IR_VERSION,
    producerName: 'plumbline',
    opsetImport: [
      { domain: '', version: OPSET },
      { domain: MICROSOFT, version: 1 },
    ],
    graph,
  };
  return onnx.ModelProto.encode(model).finish();
}

/** An empty graph whose inputs are int32. */
export function createGraph(name: string): OnnxGraph {
  const node: Onnx.INodeProto[] = [];
  const initializer: Onnx.ITensorProto[] = [];
  const input: Onnx.IValueInfoProto[] = [];
  let names = 0;
  let bytes = 0;
  const add = (
    domain: string,
    opType: string,
    inputs: readonly Value[],
    outputs: number,
    attributes: Record<string, Attribute> = {},
  ): Value[] => {
    const output = Array.from({ length: outputs }, () => `v${names++}`);
    const given = Object.entries(attributes).map(([key, value]) => attribute(key, value));
    node.push({
      name: `${opType}_${node.length}`,
      opType,
      domain,
      input: [...inputs],
      output,
      attribute: given,
    });
    return output;
  };
  const constant = (data: ConstantData, shape: readonly number[]): Value => {
    const value = `c${names++}`;
    const rawData = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    initializer.push({ name: value, dims: [...shape], dataType: elementType(data), rawData });
    bytes += data.byteLength;
    return value;
  };
  const one = ([value]: Value[]): Value => value ?? '';
  return {
    input(value, dimensions) {
      input.push(valueInfo(value, DataType.INT32, dimensions));
      return value;
    },
    constant,
    ints: (...values) => constant(BigInt64Array.from(values, BigInt), [values.length]),
    scalar: (value) => constant(Float32Array.of(value), []),
    op: (type, inputs, attributes) => one(add('', type, inputs, 1, attributes)),
    microsoft: (type, inputs, attributes) => one(add(MICROSOFT, type, inputs, 1, attributes)),
    split: (type, inputs, outputs, attributes) => add('', type, inputs, outputs, attributes),
    encode(result) {
      if (bytes > MOST_BYTES) throw tooLarge(bytes);
      node.push({ opType: 'Identity', input: [result.value], output: [result.name] });
      const output = [valueInfo(result.name, DataType.FLOAT, result.dimensions)];
      return encodeModel({ name, node, initializer, input, output });
    },
  };
}

function tooLarge(bytes: number): PlumblineError {
  const size = (bytes / 2 ** 30).toFixed(1);
  return new PlumblineError(
    'BAD_INPUT',
    `This model's weights take ${size} GB; a converted model can hold 2 GB.`,
    { remedy: 'Use a smaller model, or its int8 form.' },
  );
}

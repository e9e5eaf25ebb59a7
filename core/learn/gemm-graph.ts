import type { onnx as Onnx } from 'onnx-proto';
// CommonJS without named exports.
import onnxProto from 'onnx-proto';
import type { Transposed } from './multiply.ts';

const { onnx } = onnxProto;

/** An ONNX model: c = op(a) · op(b), float32, where op transposes what `transposed` names. */
export function gemmGraph({ a = false, b = false }: Transposed): Uint8Array {
  const flag = (name: string, on: boolean): Onnx.IAttributeProto => ({
    name,
    type: onnx.AttributeProto.AttributeType.INT,
    i: on ? 1 : 0,
  });
  const graph: Onnx.IGraphProto = {
    name: 'gemm',
    node: [
      {
        opType: 'Gemm',
        input: ['a', 'b'],
        output: ['c'],
        attribute: [flag('transA', a), flag('transB', b)],
      },
    ],
    input: [matrixOf('a', 'a0', 'a1'), matrixOf('b', 'b0', 'b1')],
    output: [matrixOf('c', 'c0', 'c1')],
  };
  const model = { irVersion: 8, opsetImport: [{ domain: '', version: 17 }], graph };
  return onnx.ModelProto.encode(onnx.ModelProto.create(model)).finish();
}

function matrixOf(name: string, rows: string, columns: string): Onnx.IValueInfoProto {
  const shape = { dim: [{ dimParam: rows }, { dimParam: columns }] };
  return { name, type: { tensorType: { elemType: onnx.TensorProto.DataType.FLOAT, shape } } };
}

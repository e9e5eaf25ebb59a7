import type { onnx as Onnx } from 'onnx-proto';
// CommonJS without named exports.
import onnxProto from 'onnx-proto';

const { onnx } = onnxProto;

const FLOAT = onnx.TensorProto.DataType.FLOAT;

function matrix(name: string, rows: string, columns: string): Onnx.IValueInfoProto {
  return {
    name,
    type: {
      tensorType: {
        elemType: FLOAT,
        shape: { dim: [{ dimParam: rows }, { dimParam: columns }] },
      },
    },
  };
}

/** An ONNX model with one node: scores [q × n] = queries [q × d] · vectorsᵀ [d × n], all float32. */
export function scoreGraph(): Uint8Array {
  const graph: Onnx.IGraphProto = {
    name: 'exact-scan',
    node: [
      {
        opType: 'Gemm',
        input: ['queries', 'vectors'],
        output: ['scores'],
        attribute: [{ name: 'transB', type: onnx.AttributeProto.AttributeType.INT, i: 1 }],
      },
    ],
    input: [matrix('queries', 'q', 'd'), matrix('vectors', 'n', 'd')],
    output: [matrix('scores', 'q', 'n')],
  };
  const model = { irVersion: 8, opsetImport: [{ domain: '', version: 17 }], graph };
  return onnx.ModelProto.encode(onnx.ModelProto.create(model)).finish();
}

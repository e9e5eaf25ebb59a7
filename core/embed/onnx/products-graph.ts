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

const transposed = (from: string, to: string): Onnx.INodeProto => ({
  opType: 'Transpose',
  input: [from],
  output: [to],
  attribute: [{ name: 'perm', type: onnx.AttributeProto.AttributeType.INTS, ints: [1, 0] }],
});

/**
 * An ONNX model: products [q × n] = (vectors [n × d] · queriesᵀ [d × q])ᵀ, all float32. The large matrix stands on the
 * left, where it is read once, straight through; on the right it would be packed first, which halves the speed.
 */
export function productsGraph(): Uint8Array {
  const graph: Onnx.IGraphProto = {
    name: 'row-products',
    node: [
      transposed('queries', 'columns'),
      { opType: 'MatMul', input: ['vectors', 'columns'], output: ['columns_of_products'] },
      transposed('columns_of_products', 'products'),
    ],
    input: [matrix('queries', 'q', 'd'), matrix('vectors', 'n', 'd')],
    output: [matrix('products', 'q', 'n')],
  };
  const model = { irVersion: 8, opsetImport: [{ domain: '', version: 17 }], graph };
  return onnx.ModelProto.encode(onnx.ModelProto.create(model)).finish();
}

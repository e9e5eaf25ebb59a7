import onnxProto from 'onnx-proto';
import { InferenceSession, Tensor } from 'onnxruntime-node';

const { onnx } = onnxProto;

const matrix = (name: string, rows: string, columns: string) => ({
  name,
  type: {
    tensorType: {
      elemType: onnx.TensorProto.DataType.FLOAT,
      shape: { dim: [{ dimParam: rows }, { dimParam: columns }] },
    },
  },
});

/** The largest number of each row: reads every byte once and does next to nothing with it. */
function readingGraph(): Uint8Array {
  const graph = {
    name: 'reading',
    node: [
      {
        opType: 'ReduceMax',
        input: ['matrix'],
        output: ['largest'],
        attribute: [
          { name: 'axes', type: onnx.AttributeProto.AttributeType.INTS, ints: [1] },
          { name: 'keepdims', type: onnx.AttributeProto.AttributeType.INT, i: 1 },
        ],
      },
    ],
    input: [matrix('matrix', 'n', 'd')],
    output: [matrix('largest', 'n', 'one')],
  };
  const model = { irVersion: 8, opsetImport: [{ domain: '', version: 17 }], graph };
  return onnx.ModelProto.encode(onnx.ModelProto.create(model)).finish();
}

/** A function that reads a matrix [n × d] from memory once, with so many threads. */
export async function memoryReader(
  values: Float32Array,
  d: number,
  threads: number,
): Promise<{ read(): Promise<void>; close(): Promise<void> }> {
  const options = { intraOpNumThreads: threads, interOpNumThreads: 1 };
  const session = await InferenceSession.create(readingGraph(), options);
  const held = new Tensor('float32', values, [values.length / d, d]);
  return {
    read: async () => void (await session.run({ matrix: held })),
    close: () => session.release(),
  };
}

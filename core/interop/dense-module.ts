import type { Files } from '#core/platform/files.ts';
import type { ExportedPca } from './exported-embedder.ts';
import { safetensorsStream, wholeTensor } from './safetensors-stream.ts';

/** A linear map as torch keeps it: y = weight · x + bias. */
export interface LinearMap {
  inputs: number;
  outputs: number;
  /** [outputs × inputs], row-major. */
  weight: Float32Array;
  /** [outputs] */
  bias: Float32Array | null;
}

/** (x − mean) · components as a linear map with a bias. */
export function linearOfPca({ features, dimensions, components, mean }: ExportedPca): LinearMap {
  const bias = new Float32Array(dimensions);
  for (let j = 0; j < dimensions; j += 1) {
    let sum = 0;
    for (let i = 0; i < features; i += 1) {
      sum -= (mean[i] as number) * (components[i * dimensions + j] as number);
    }
    bias[j] = sum;
  }
  const weight = transposed(components, features, dimensions);
  return { inputs: features, outputs: dimensions, weight, bias };
}

/** x · map, for a square map, as a linear map. */
export function linearOfAdapter({
  dimensions,
  map,
}: {
  dimensions: number;
  map: Float32Array;
}): LinearMap {
  const weight = transposed(map, dimensions, dimensions);
  return { inputs: dimensions, outputs: dimensions, weight, bias: null };
}

/** [columns × rows] of a row-major matrix [rows × columns]. */
function transposed(matrix: Float32Array, rows: number, columns: number): Float32Array {
  const turned = new Float32Array(matrix.length);
  for (let i = 0; i < rows; i += 1) {
    for (let j = 0; j < columns; j += 1) turned[j * rows + i] = matrix[i * columns + j] as number;
  }
  return turned;
}

/** Writes a Dense module of sentence-transformers into `folder`, which is made. */
export async function writeDense(
  files: Files,
  folder: string,
  { inputs, outputs, weight, bias }: LinearMap,
): Promise<void> {
  await files.makeFolder(folder);
  const config = {
    in_features: inputs,
    out_features: outputs,
    bias: bias !== null,
    activation_function: 'torch.nn.modules.linear.Identity',
  };
  await files.writeAtomic(files.join(folder, 'config.json'), `${JSON.stringify(config)}\n`);
  const tensors = {
    'linear.weight': wholeTensor([outputs, inputs], weight),
    ...(bias && { 'linear.bias': wholeTensor([outputs], bias) }),
  };
  await files.writeStream(files.join(folder, 'model.safetensors'), safetensorsStream(tensors));
}

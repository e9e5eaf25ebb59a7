import type { Linear } from './encoder-weights.ts';

const TILE = 32;

/** Transposes [rows × columns] into columns `from…` of [columns × width], tile by tile so that both stay in cache. */
function transposeInto(
  target: Float32Array,
  width: number,
  from: number,
  { weight, outputs: rows, inputs: columns }: Linear,
): void {
  for (let top = 0; top < rows; top += TILE) {
    for (let left = 0; left < columns; left += TILE) {
      const bottom = Math.min(top + TILE, rows);
      const right = Math.min(left + TILE, columns);
      for (let row = top; row < bottom; row += 1) {
        for (let column = left; column < right; column += 1) {
          target[column * width + from + row] = weight[row * columns + column] as number;
        }
      }
    }
  }
}

/** Weights of layers with one input, side by side as [inputs × sum of outputs]: what x is multiplied with. */
export function packedWeights(linears: readonly Linear[]): Float32Array {
  const width = linears.reduce((sum, { outputs }) => sum + outputs, 0);
  const packed = new Float32Array(width * (linears[0]?.inputs ?? 0));
  let from = 0;
  for (const linear of linears) {
    transposeInto(packed, width, from, linear);
    from += linear.outputs;
  }
  return packed;
}

/** Their biases, one after the other. */
export function packedBiases(linears: readonly Linear[]): Float32Array {
  const packed = new Float32Array(linears.reduce((sum, { outputs }) => sum + outputs, 0));
  let from = 0;
  for (const { bias, outputs } of linears) {
    packed.set(bias, from);
    from += outputs;
  }
  return packed;
}

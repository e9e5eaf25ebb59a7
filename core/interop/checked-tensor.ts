import { PlumblineError } from '#core/contract/errors.ts';
import type { TensorFile } from './safetensors-folder.ts';

const REMEDY = 'Copy the model again from where it came from.';

function isFinite32(values: Float32Array): boolean {
  // A sum is infinite or NaN as soon as one value is; float64 cannot overflow from finite float32 values.
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += values[i] as number;
  return Number.isFinite(sum);
}

/**
 * A float32 tensor of the given shape. Throws DAMAGED, naming it, where it is missing, has another shape or type, or
 * holds values that are not finite.
 */
export function checkedTensor(
  { file, tensors }: TensorFile,
  name: string,
  shape: readonly number[],
): Float32Array {
  const damaged = (what: string) => new PlumblineError('DAMAGED', what, { file, remedy: REMEDY });
  const tensor = tensors.get(name);
  if (!tensor) throw damaged(`The weights lack "${name}".`);
  const { data } = tensor;
  if (tensor.shape.join() !== shape.join()) {
    throw damaged(
      `"${name}" has the shape [${tensor.shape}], not [${shape}] as the configuration says.`,
    );
  }
  if (!(data instanceof Float32Array || data instanceof Float64Array)) {
    throw damaged(`"${name}" does not hold floating-point numbers.`);
  }
  const values = data instanceof Float32Array ? data : Float32Array.from(data);
  if (!isFinite32(values)) throw damaged(`"${name}" holds values that are not finite numbers.`);
  return values;
}

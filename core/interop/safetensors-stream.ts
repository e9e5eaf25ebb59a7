/** A tensor whose bytes come in pieces. */
export interface StreamedTensor {
  dtype: 'F32' | 'F64';
  shape: readonly number[];
  /** Little-endian, all of them together as long as the shape says. */
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

const ELEMENT_BYTES = { F32: 4, F64: 8 } as const;
const ALIGNMENT = 8;

/**
 * A safetensors file in pieces, its tensors in the order given; F64 before F32 keeps all aligned. Throws where a tensor's
 * pieces are not as long as its shape says. Source: https://github.com/huggingface/safetensors#format
 */
export async function* safetensorsStream(
  tensors: Readonly<Record<string, StreamedTensor>>,
  metadata: Readonly<Record<string, string>> = {},
): AsyncGenerator<Uint8Array> {
  const header: Record<string, unknown> = { __metadata__: { format: 'pt', ...metadata } };
  let offset = 0;
  for (const [name, { dtype, shape }] of Object.entries(tensors)) {
    const end = offset + bytesOf(dtype, shape);
    header[name] = { dtype, shape, data_offsets: [offset, end] };
    offset = end;
  }
  yield frame(JSON.stringify(header));
  for (const [name, { dtype, shape, pieces }] of Object.entries(tensors)) {
    let left = bytesOf(dtype, shape);
    for await (const piece of pieces) {
      left -= piece.length;
      yield piece;
    }
    if (left !== 0) throw new Error(`the tensor "${name}" is not as long as its shape says`);
  }
}

const bytesOf = (dtype: StreamedTensor['dtype'], shape: readonly number[]) =>
  shape.reduce((product, size) => product * size, ELEMENT_BYTES[dtype]);

/** The header behind its length, with blanks up to a whole number of 8 bytes. */
function frame(text: string): Uint8Array {
  const json = new TextEncoder().encode(text);
  const length = Math.ceil(json.length / ALIGNMENT) * ALIGNMENT;
  const bytes = new Uint8Array(ALIGNMENT + length).fill(0x20);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true);
  bytes.set(json, ALIGNMENT);
  return bytes;
}

/** An array that is in memory, as a tensor of one piece. */
export function wholeTensor(
  shape: readonly number[],
  data: Float32Array | Float64Array,
): StreamedTensor {
  const dtype = data instanceof Float64Array ? 'F64' : 'F32';
  const pieces = [new Uint8Array(data.buffer, data.byteOffset, data.byteLength)];
  return { dtype, shape, pieces };
}

import { PlumblineError } from '#core/contract/errors.ts';

/** A tensor with its shape; the type of the array is the tensor's type. */
export interface Tensor {
  shape: number[];
  data: Float32Array | Float64Array | Int32Array | Uint32Array | Int8Array | Uint8Array;
}

const TYPES = {
  F32: Float32Array,
  F64: Float64Array,
  I32: Int32Array,
  U32: Uint32Array,
  I8: Int8Array,
  U8: Uint8Array,
} as const;
type TypeName = keyof typeof TYPES;

interface HeaderEntry {
  dtype: TypeName;
  shape: number[];
  data_offsets: [number, number];
}

const HEADER_LENGTH_BYTES = 8;
/** Longest header that the format's reference reader accepts, in bytes. */
const MOST_HEADER_BYTES = 100_000_000;
const ALIGNMENT = 8;

function typeOf(data: Tensor['data']): TypeName {
  const found = Object.entries(TYPES).find(([, type]) => data instanceof type);
  return (found?.[0] ?? 'F32') as TypeName;
}

/** Writes named tensors in the safetensors format, largest type first so that every array stays aligned. */
export function writeSafetensors(tensors: Record<string, Tensor>): Uint8Array {
  const named = Object.entries(tensors).sort(
    ([leftName, left], [rightName, right]) =>
      right.data.BYTES_PER_ELEMENT - left.data.BYTES_PER_ELEMENT || (leftName < rightName ? -1 : 1),
  );
  const header: Record<string, HeaderEntry> = {};
  let offset = 0;
  for (const [name, { shape, data }] of named) {
    header[name] = {
      dtype: typeOf(data),
      shape,
      data_offsets: [offset, offset + data.byteLength],
    };
    offset += data.byteLength;
  }
  const text = JSON.stringify(header);
  const json = new TextEncoder().encode(text);
  const padding = (ALIGNMENT - (json.length % ALIGNMENT)) % ALIGNMENT;
  const start = HEADER_LENGTH_BYTES + json.length + padding;
  const bytes = new Uint8Array(start + offset).fill(0x20, HEADER_LENGTH_BYTES, start);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length + padding), true);
  bytes.set(json, HEADER_LENGTH_BYTES);
  for (const [name, { data }] of named) {
    const from = start + (header[name]?.data_offsets[0] ?? 0);
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), from);
  }
  return bytes;
}

function damaged(file: string, what: string): PlumblineError {
  return new PlumblineError('DAMAGED', `This is not a whole safetensors file: ${what}.`, {
    file,
    remedy: 'Copy the file again from where it came from, or train the version anew.',
  });
}

function readHeader(bytes: Uint8Array, file: string): { header: unknown; start: number } {
  if (bytes.length < HEADER_LENGTH_BYTES) throw damaged(file, 'it ends before its header');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = Number(view.getBigUint64(0, true));
  const start = HEADER_LENGTH_BYTES + length;
  if (length > MOST_HEADER_BYTES || start > bytes.length) {
    throw damaged(file, 'its header is longer than the file');
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(
      bytes.subarray(HEADER_LENGTH_BYTES, start),
    );
    return { header: JSON.parse(text), start };
  } catch (cause) {
    throw new PlumblineError(
      'DAMAGED',
      'The header of this safetensors file is not JSON.',
      { file },
      { cause },
    );
  }
}

function isEntry(value: unknown): value is HeaderEntry {
  if (typeof value !== 'object' || value === null) return false;
  const { dtype, shape, data_offsets: offsets } = value as Partial<HeaderEntry>;
  const whole = (list: unknown): list is number[] =>
    Array.isArray(list) && list.every((item) => Number.isSafeInteger(item) && item >= 0);
  return (
    typeof dtype === 'string' &&
    Object.hasOwn(TYPES, dtype) &&
    whole(shape) &&
    whole(offsets) &&
    offsets.length === 2
  );
}

/** Reads named tensors. Throws DAMAGED, naming `file`, when an offset or a shape does not fit the bytes. */
export function readSafetensors(bytes: Uint8Array, file: string): Map<string, Tensor> {
  const { header, start } = readHeader(bytes, file);
  if (typeof header !== 'object' || header === null) throw damaged(file, 'its header is no object');
  const tensors = new Map<string, Tensor>();
  for (const [name, entry] of Object.entries(header)) {
    if (name === '__metadata__') continue;
    if (!isEntry(entry)) throw damaged(file, `the entry "${name}" is malformed`);
    const [from, to] = entry.data_offsets;
    const type = TYPES[entry.dtype];
    const count = entry.shape.reduce((product, size) => product * size, 1);
    if (start + to > bytes.length || to - from !== count * type.BYTES_PER_ELEMENT) {
      throw damaged(file, `"${name}" does not fit its place`);
    }
    // A copy of its own: aligned, and also where `bytes` is a Buffer, whose slice would share memory.
    const copy = Uint8Array.from(bytes.subarray(start + from, start + to));
    tensors.set(name, { shape: entry.shape, data: new type(copy.buffer) });
  }
  return tensors;
}

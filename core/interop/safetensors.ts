import { PlumblineError } from '#core/contract/errors.ts';
import { decodeBfloat16, decodeFloat16 } from './half-floats.ts';

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

/** Half-precision types, which become float32. */
const HALVES = { F16: decodeFloat16, BF16: decodeBfloat16 } as const;

/** Bytes of an element of every type that can stand in a file; those that are in no other list are skipped. */
const ELEMENT_BYTES: Readonly<Record<string, number>> = {
  ...{ F64: 8, F32: 4, F16: 2, BF16: 2, I32: 4, U32: 4, I8: 1, U8: 1 },
  ...{ I64: 8, U64: 8, I16: 2, U16: 2, BOOL: 1, F8_E4M3: 1, F8_E5M2: 1 },
};

interface HeaderEntry {
  dtype: string;
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
    Object.hasOwn(ELEMENT_BYTES, dtype) &&
    whole(shape) &&
    whole(offsets) &&
    offsets.length === 2
  );
}

function isKey<T extends object>(key: PropertyKey, object: T): key is keyof T {
  return Object.hasOwn(object, key);
}

/** The elements in `place`, as a view of it where it is aligned; undefined for types that no reader here needs. */
function decode(dtype: string, place: Uint8Array): Tensor['data'] | undefined {
  if (isKey(dtype, HALVES)) return HALVES[dtype](place);
  if (!isKey(dtype, TYPES)) return undefined;
  const type = TYPES[dtype];
  const aligned = place.byteOffset % type.BYTES_PER_ELEMENT === 0 ? place : Uint8Array.from(place);
  const { buffer, byteOffset, byteLength } = aligned;
  return new type(buffer as ArrayBuffer, byteOffset, byteLength / type.BYTES_PER_ELEMENT);
}

/**
 * Reads named tensors, as views of `bytes` where they are aligned. F16 and BF16 become float32; tensors of types that
 * hold no weights (I64, BOOL, …) are checked and left out. Throws DAMAGED, naming `file`, when an offset or a shape
 * does not fit the bytes.
 */
export function readSafetensors(bytes: Uint8Array, file: string): Map<string, Tensor> {
  const { header, start } = readHeader(bytes, file);
  if (typeof header !== 'object' || header === null) throw damaged(file, 'its header is no object');
  const tensors = new Map<string, Tensor>();
  for (const [name, entry] of Object.entries(header)) {
    if (name === '__metadata__') continue;
    if (!isEntry(entry)) throw damaged(file, `the entry "${name}" is malformed`);
    const [from, to] = entry.data_offsets;
    const count = entry.shape.reduce((product, size) => product * size, 1);
    const fits = to - from === count * (ELEMENT_BYTES[entry.dtype] ?? 0);
    if (start + to > bytes.length || !fits) throw damaged(file, `"${name}" does not fit its place`);
    const data = decode(entry.dtype, bytes.subarray(start + from, start + to));
    if (data) tensors.set(name, { shape: entry.shape, data });
  }
  return tensors;
}

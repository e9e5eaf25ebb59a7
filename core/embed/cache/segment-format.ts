import { checksum } from './murmur3-128.ts';
import { KEY_WORDS } from './text-keys.ts';

/*
 * A segment file, little endian: a header of four words (magic, format, dimensions, 0), then blocks. A block has a header
 * of four words (magic, count, checksum of its keys, 0), then `count` keys of 16 bytes, then `count` records: a checksum
 * of one word that belongs to key and vector, and the vector. So an index is read without the vectors, and any vector
 * proves itself. On a big-endian machine the magic differs and the cache starts anew.
 */
const SEGMENT_MAGIC = 0x43564c50; // "PLVC"
const BLOCK_MAGIC = 0x4b4c4250; // "PBLK"
const FORMAT = 1;

export const HEADER_BYTES = 16;
const KEY_BYTES = KEY_WORDS * 4;

/** Bytes of one record. */
export const recordBytes = (dimensions: number): number => 4 + dimensions * 4;

/** Bytes of a block's header and keys: its records come behind. */
export const headBytes = (count: number): number => HEADER_BYTES + count * KEY_BYTES;

export const blockBytes = (count: number, dimensions: number): number =>
  headBytes(count) + count * recordBytes(dimensions);

export function segmentHeader(dimensions: number): Uint8Array {
  return new Uint8Array(Uint32Array.of(SEGMENT_MAGIC, FORMAT, dimensions, 0).buffer);
}

/** True where `header` begins a segment of this format and these dimensions. */
export function isSegment(header: Uint8Array, dimensions: number): boolean {
  const [magic, format, width] = wordsOf(header);
  return magic === SEGMENT_MAGIC && format === FORMAT && width === dimensions;
}

/** A block of some `rows` of keys [n × 4] and vectors [n × dimensions]. */
export function encodeBlock(
  { keys, vectors }: { keys: Uint32Array; vectors: Float32Array },
  rows: Uint32Array,
  dimensions: number,
): { bytes: Uint8Array; keys: Uint32Array } {
  const count = rows.length;
  const words = new Uint32Array(blockBytes(count, dimensions) / 4);
  const own = words.subarray(HEADER_BYTES / 4, headBytes(count) / 4);
  const source = new Uint32Array(vectors.buffer, vectors.byteOffset, vectors.length);
  let into = headBytes(count) / 4;
  for (const [n, row] of rows.entries()) {
    own.set(keys.subarray(row * KEY_WORDS, (row + 1) * KEY_WORDS), n * KEY_WORDS);
    const vector = source.subarray(row * dimensions, (row + 1) * dimensions);
    words[into] = vectorChecksum(vector, keys, row);
    words.set(vector, into + 1);
    into += 1 + dimensions;
  }
  words.set([BLOCK_MAGIC, count, checksum(own, count), 0]);
  return { bytes: new Uint8Array(words.buffer), keys: own };
}

/** How many records a block has by its header; 0 where no block begins. */
export function countOf(header: Uint8Array): number {
  const [magic, count = 0] = wordsOf(header);
  return magic === BLOCK_MAGIC ? count : 0;
}

/** The keys of a block, from its header and keys; null where they are not as written. */
export function keysOf(head: Uint8Array): Uint32Array | null {
  const words = wordsOf(head);
  const keys = words.slice(HEADER_BYTES / 4);
  return checksum(keys, words[1] ?? 0) === words[2] ? keys : null;
}

/** Copies the vector of a record to `into`; false where it is not what was written for the n-th of `keys`. */
export function takeVector(
  record: Uint32Array,
  keys: Uint32Array,
  n: number,
  into: Uint32Array,
): boolean {
  const vector = record.subarray(1);
  into.set(vector);
  return record[0] === vectorChecksum(vector, keys, n);
}

function vectorChecksum(vector: Uint32Array, keys: Uint32Array, n: number): number {
  return checksum(vector, keys[n * KEY_WORDS] as number);
}

/** Bytes as words; they must begin at a multiple of four. */
export function wordsOf(bytes: Uint8Array): Uint32Array {
  return new Uint32Array(bytes.buffer, bytes.byteOffset, Math.floor(bytes.byteLength / 4));
}

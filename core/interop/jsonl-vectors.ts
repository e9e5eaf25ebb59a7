import { writeFloat32 } from './float32-text.ts';
import type { VectorRows } from './vector-rows.ts';

/** Characters of the longest number, with its comma. */
const LONGEST_NUMBER = 26;
const NUMBERS_PER_PIECE = 2 ** 17;
const encoder = new TextEncoder();

/**
 * JSON Lines `{"id":"…","vector":[…]}` in pieces of some megabytes; each number has the fewest digits that give the
 * same float32 again. A piece is good until the next one is asked for.
 */
export async function* jsonlVectors(
  rows: AsyncIterable<VectorRows>,
  dimensions: number,
): AsyncGenerator<Uint8Array> {
  const most = Math.max(1, Math.floor(NUMBERS_PER_PIECE / dimensions));
  let buffer = new Uint8Array(0);
  for await (const { ids, vectors } of rows) {
    for (let first = 0; first < ids.length; first += most) {
      const last = Math.min(ids.length, first + most);
      const heads = ids.slice(first, last).map((id) => encoder.encode(headOf(id)));
      const needed = mostBytes(heads, dimensions);
      if (buffer.length < needed) buffer = new Uint8Array(needed);
      const numbers = vectors.subarray(first * dimensions, last * dimensions);
      yield buffer.subarray(0, writeLines(heads, numbers, dimensions, buffer));
    }
  }
}

function mostBytes(heads: readonly Uint8Array[], dimensions: number): number {
  const row = dimensions * LONGEST_NUMBER + TAIL.length;
  return heads.reduce((sum, { length }) => sum + length + row, 0);
}

/** Returns where it ended. */
function writeLines(
  heads: readonly Uint8Array[],
  vectors: Float32Array,
  dimensions: number,
  bytes: Uint8Array,
): number {
  let at = 0;
  for (const [row, head] of heads.entries()) {
    bytes.set(head, at);
    at = writeNumbers(vectors, row * dimensions, dimensions, bytes, at + head.length);
    bytes.set(TAIL, at);
    at += TAIL.length;
  }
  return at;
}

const COMMA = 44;
const TAIL = encoder.encode(']}\n');

function headOf(id: string): string {
  return `{"id":${JSON.stringify(id)},"vector":[`;
}

/** Returns where it ended. */
function writeNumbers(
  vectors: Float32Array,
  from: number,
  count: number,
  bytes: Uint8Array,
  start: number,
): number {
  let at = start;
  for (let i = 0; i < count; i += 1) {
    if (i > 0) bytes[at++] = COMMA;
    at = writeFloat32(vectors[from + i] as number, bytes, at);
  }
  return at;
}

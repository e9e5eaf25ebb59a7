import type { FileReader, RangeReader } from '#core/platform/files.ts';

const PIECE_BYTES = 2 ** 20;

/** The bytes of a file; a piece is good until the next one is asked for, so that one buffer serves a whole file. */
export async function* filePieces(files: FileReader, path: string): AsyncGenerator<Uint8Array> {
  const reader = await files.openRanges(path);
  try {
    const buffer = new Uint8Array(Math.min(PIECE_BYTES, reader.size));
    for (let at = 0; at < reader.size; ) {
      const count = await reader.read(at, buffer);
      if (count === 0) return; // it was cut meanwhile: whoever reads counts the bytes
      yield buffer.subarray(0, count);
      at += count;
    }
  } finally {
    await reader.close();
  }
}

/** A part of an open file as a file of its own. Closing it leaves the whole open. */
export function partOf(reader: RangeReader, start: number, size: number): RangeReader {
  return {
    size,
    read: (at, into) => reader.read(start + at, into.subarray(0, Math.max(0, size - at))),
    close: async () => {},
  };
}

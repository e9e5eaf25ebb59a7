import type { FileReader, Files } from '#core/platform/files.ts';

const ROWS_PER_PIECE = 1024;

/**
 * Vectors that can be read again and again, in pieces of whole rows; a piece is good until the next one is asked for. Before
 * they are read first they are written one after the other into the file `path`, because where they come from is slow.
 */
export function spooledVectors(
  files: Files,
  path: string,
  { dimensions, source }: { dimensions: number; source(): AsyncIterable<Float32Array> },
): () => AsyncIterable<Float32Array> {
  let spooled: Promise<void> | undefined;
  return async function* () {
    spooled ??= files.writeStream(path, bytesOf(source()));
    await spooled;
    yield* readRows(files, path, dimensions);
  };
}

async function* bytesOf(pieces: AsyncIterable<Float32Array>): AsyncGenerator<Uint8Array> {
  for await (const { buffer, byteOffset, byteLength } of pieces) {
    yield new Uint8Array(buffer, byteOffset, byteLength);
  }
}

async function* readRows(
  files: FileReader,
  path: string,
  dimensions: number,
): AsyncGenerator<Float32Array> {
  const reader = await files.openRanges(path);
  try {
    const buffer = new Float32Array(ROWS_PER_PIECE * dimensions);
    const bytes = new Uint8Array(buffer.buffer);
    for (let at = 0; at < reader.size; at += bytes.length) {
      const count = await reader.read(at, bytes);
      yield buffer.subarray(0, count / Float32Array.BYTES_PER_ELEMENT);
    }
  } finally {
    await reader.close();
  }
}

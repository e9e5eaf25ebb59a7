import type { FileReader } from '#core/platform/files.ts';

const PIECE_BYTES = 2 ** 20;

/** Reads a file that a browser holds, whatever path is asked for; everything else is as in `files`. */
export function blobReader(files: FileReader, content: Blob): FileReader {
  const bytesAt = async (from: number, to: number) =>
    new Uint8Array(await content.slice(from, to).arrayBuffer());
  return {
    ...files,
    async *readPieces() {
      for (let at = 0; at < content.size; at += PIECE_BYTES) {
        yield await bytesAt(at, at + PIECE_BYTES);
      }
    },
    openRanges: async () => ({
      size: content.size,
      async read(at, into) {
        const bytes = await bytesAt(at, at + into.length);
        into.set(bytes);
        return bytes.length;
      },
      close: async () => {},
    }),
  };
}

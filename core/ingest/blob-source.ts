import type { FileReader } from '#core/platform/files.ts';
import type { StreamSource } from './table-stream-survey.ts';

/** What of a Blob is read. */
type Content = Pick<Blob, 'size' | 'slice'>;

const PIECE_BYTES = 2 ** 20;

/**
 * Content that is in memory, such as that of a dropped file, for readers that take a path: its pieces and ranges can be
 * read, and its size. `files` does everything else, which none of them asks for.
 */
export function blobSource(name: string, content: Content, files: FileReader): StreamSource {
  const part = async (from: number, length: number) =>
    new Uint8Array(await content.slice(from, from + length).arrayBuffer());
  async function* readPieces() {
    for (let at = 0; at < content.size; at += PIECE_BYTES) yield await part(at, PIECE_BYTES);
  }
  const openRanges = async () => ({
    size: content.size,
    async read(at: number, into: Uint8Array) {
      const bytes = await part(at, into.length);
      into.set(bytes);
      return bytes.length;
    },
    close: async () => {},
  });
  const size = async () => content.size;
  return { name, path: name, files: { ...files, size, readPieces, openRanges } };
}

/** All bytes of a file, in one. */
export async function bytesOf({ files, path }: StreamSource): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of files.readPieces(path)) pieces.push(piece);
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

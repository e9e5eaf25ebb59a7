import type { FileSource } from '#core/contract/data.ts';
import { PlumblineError } from '#core/contract/errors.ts';
import { blobSource } from '#core/ingest/blob-source.ts';
import type { StreamSource } from '#core/ingest/table-stream-survey.ts';
import type { FileReader } from '#core/platform/files.ts';

/** The content of a file that was dropped, chosen or named. */
export async function readSource(
  files: FileReader,
  source: FileSource,
): Promise<{ name: string; bytes: Uint8Array }> {
  if ('path' in source) {
    return { name: baseName(source.path), bytes: await readInput(files, source.path) };
  }
  return { name: source.name, bytes: new Uint8Array(await source.content.arrayBuffer()) };
}

/** The same for readers that take it piece by piece; reading throws as readInput does. */
export function openSource(files: FileReader, source: FileSource): StreamSource {
  if (!('path' in source)) return blobSource(source.name, source.content, files);
  const { path } = source;
  return { name: baseName(path), path, files: inputFiles(files) };
}

/** The bytes of a file that the user named. Throws NOT_FOUND, or BAD_INPUT for a folder or what may not be read. */
export function readInput(files: FileReader, path: string): Promise<Uint8Array> {
  return asInput(path, () => files.readBytes(path));
}

/** Files that the user named: what cannot be read is BAD_INPUT, and its place is told. */
export function inputFiles(files: FileReader): FileReader {
  return {
    ...files,
    openRanges: (path) => asInput(path, () => files.openRanges(path)),
    async *readPieces(path) {
      const pieces = files.readPieces(path)[Symbol.asyncIterator]();
      for (;;) {
        const { value, done } = await asInput(path, () => pieces.next());
        if (done) return;
        yield value;
      }
    },
  };
}

async function asInput<Result>(path: string, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (cause) {
    if (cause instanceof PlumblineError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    const remedy = 'Choose a file that you may read, not a folder.';
    throw new PlumblineError(
      'BAD_INPUT',
      `It cannot be read: ${why}.`,
      { file: path, remedy },
      { cause },
    );
  }
}

/** The last part of a path of any system. */
export function baseName(path: string): string {
  const name = path.split(/[\\/]/).findLast((part) => part !== '');
  if (name !== undefined) return name;
  throw new PlumblineError('BAD_INPUT', `"${path}" names no file.`, { remedy: 'Choose a file.' });
}

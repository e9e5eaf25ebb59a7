import type { FileSource } from '#core/contract/data.ts';
import { PlumblineError } from '#core/contract/errors.ts';
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

/** The bytes of a file that the user named. Throws NOT_FOUND, or BAD_INPUT for a folder or what may not be read. */
export async function readInput(files: FileReader, path: string): Promise<Uint8Array> {
  try {
    return await files.readBytes(path);
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

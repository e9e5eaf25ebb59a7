import { createReadStream } from 'node:fs';
import type { Files } from '#core/platform/files.ts';
import { originalName, unfinishedPath } from './layout.ts';

/**
 * Keeps an imported file untouched in `folder`, under its hash and name, and returns its path there.
 * A file that is kept already is not copied again. `sha256` is that of the file at `source`.
 */
export async function keepOriginal(
  files: Files,
  folder: string,
  { source, name, sha256 }: { source: string; name: string; sha256: string },
): Promise<string> {
  const path = files.join(folder, originalName(sha256, name));
  if (await files.exists(path)) return path;
  const unfinished = unfinishedPath(path);
  await files.makeFolder(folder);
  try {
    await files.writeStream(unfinished, createReadStream(source));
    await files.rename(unfinished, path);
  } catch (error) {
    await files.remove(unfinished); // on a full disk its space is needed
    throw error;
  }
  return path;
}

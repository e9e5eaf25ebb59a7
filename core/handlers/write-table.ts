import { PlumblineError } from '#core/contract/errors.ts';
import type { Files } from '#core/platform/files.ts';
import { baseName } from './read-source.ts';

/** Content beyond this is not held in memory for a browser. */
const MOST_BLOB_BYTES = 2 ** 29;

/** Paths that are being written. */
const busy = new Set<string>();

/**
 * Writes a table where the user wants it, in one step, replacing what was there; returns its bytes. Throws BAD_INPUT for a
 * folder, NOT_FOUND where the folder it shall lie in is not there, BUSY where somebody writes there already.
 */
export async function writeTable(
  files: Files,
  path: string,
  pieces: AsyncIterable<string | Uint8Array>,
): Promise<number> {
  const name = baseName(path);
  const folder = path.slice(0, path.lastIndexOf(name));
  if (await files.isFolder(path)) {
    const remedy = 'Name a file inside it.';
    throw new PlumblineError('BAD_INPUT', 'This is a folder.', { file: path, remedy });
  }
  if (!(await files.isFolder(folder === '' ? '.' : folder))) {
    const remedy = 'Make it, or choose another place.';
    throw new PlumblineError('NOT_FOUND', `There is no folder ${folder}.`, { file: path, remedy });
  }
  if (busy.has(path)) {
    const remedy = 'Wait until it is there, or choose another name.';
    throw new PlumblineError('BUSY', `${name} is being written already.`, { file: path, remedy });
  }
  busy.add(path);
  // Always the same name: what a killed process leaves is written over by the next export.
  const draft = `${folder}.${name}.unfinished`;
  try {
    await files.writeStream(draft, pieces);
    const bytes = await files.size(draft);
    await files.rename(draft, path);
    return bytes;
  } finally {
    busy.delete(path);
    await files.remove(draft);
  }
}

/** The pieces as one blob. Throws BAD_INPUT where it would be too large. */
export async function blobOf(pieces: AsyncIterable<string | Uint8Array>): Promise<Blob> {
  const parts: Blob[] = [];
  let bytes = 0;
  for await (const piece of pieces) {
    // Copied: a piece is good only until the next one.
    const part = new Blob([typeof piece === 'string' ? piece : piece.slice()]);
    parts.push(part);
    bytes += part.size;
    if (bytes <= MOST_BLOB_BYTES) continue;
    throw new PlumblineError('BAD_INPUT', 'This table is too large for a browser.', {
      remedy: 'Export it to a path on the machine that Plumbline runs on, or a band at a time.',
    });
  }
  return new Blob(parts);
}

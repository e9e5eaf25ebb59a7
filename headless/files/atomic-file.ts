import { randomBytes } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** A file that appears under its name only when it is whole. */
export interface AtomicFile {
  write(text: string): Promise<void>;
  /** Flushes and gives the file its name, replacing one that was there. */
  commit(): Promise<void>;
  /** Removes what was written; does nothing after `commit`. */
  discard(): Promise<void>;
}

/** Opens a temporary file beside `path`. Throws the file system's error where that cannot be written. */
export async function openAtomicFile(path: string): Promise<AtomicFile> {
  const suffix = randomBytes(6).toString('hex');
  const temporary = join(dirname(path), `.${basename(path)}.${suffix}.tmp`);
  const handle = await open(temporary, 'wx');
  let state: 'open' | 'closed' = 'open';
  const close = async (file: FileHandle) => {
    state = 'closed';
    await file.close();
  };
  return {
    write: async (text) => {
      await handle.writeFile(text);
    },
    commit: async () => {
      await handle.sync();
      await close(handle);
      await rename(temporary, path);
    },
    discard: async () => {
      if (state === 'open') await close(handle);
      await rm(temporary, { force: true });
    },
  };
}

import { PlumblineError } from '#core/contract/errors.ts';
import type { FileReader } from '#core/platform/files.ts';

/** Bytes of every file below a folder. What another process removes meanwhile counts for nothing. */
export async function diskUse(files: FileReader, folder: string): Promise<number> {
  let bytes = 0;
  for (const name of (await orGone(files.list(folder))) ?? []) {
    const path = files.join(folder, name);
    bytes += (await files.isFolder(path))
      ? await diskUse(files, path)
      : ((await orGone(files.size(path))) ?? 0);
  }
  return bytes;
}

async function orGone<Value>(work: Promise<Value>): Promise<Value | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof PlumblineError && error.code === 'NOT_FOUND') return null;
    throw error;
  }
}

import { constants } from 'node:fs';
import { type FileHandle, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { processAlive } from './process-alive.ts';
import { leftovers, temporaryPath } from './temporary-name.ts';

/** Makes a folder's list of names durable. Windows cannot flush a folder and does not need it. */
export async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  await withHandle(folder, constants.O_RDONLY, (handle) => handle.sync());
}

/** Opens, works, and closes whatever happens. */
export async function withHandle<Result>(
  path: string,
  flags: number | string,
  work: (handle: FileHandle) => Promise<Result>,
  mode?: number,
): Promise<Result> {
  const handle = await open(path, flags, mode);
  try {
    return await work(handle);
  } finally {
    await handle.close();
  }
}

/**
 * Replaces `path` in one step: temporary file in the same folder, flush, rename, flush the folder.
 * Not write-file-atomic: version 7 ignores a short write, so on a full disk it puts a truncated file
 * in the good one's place and reports success; FileHandle.writeFile writes all or throws.
 */
export async function replaceFile(
  path: string,
  data: string | Uint8Array,
  mode?: number,
): Promise<void> {
  const temporary = temporaryPath(path);
  const write = async (handle: FileHandle) => {
    await handle.writeFile(data);
    await handle.sync();
  };
  try {
    await withHandle(temporary, 'wx', write, mode);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await flushFolder(dirname(path));
}

/** Appends and flushes; when that fails halfway, the piece that was written is cut off again. */
export async function appendToFile(path: string, data: string | Uint8Array): Promise<void> {
  const wasEmpty = await withHandle(path, 'a', async (handle) => {
    const before = (await handle.stat()).size;
    const written = { bytes: 0 };
    try {
      await writeAll(handle, asBytes(data), written);
      await handle.sync();
    } catch (error) {
      await cutBack(handle, before, written.bytes);
      throw error;
    }
    return before === 0;
  });
  if (wasEmpty) await flushFolder(dirname(path));
}

const asBytes = (data: string | Uint8Array): Uint8Array =>
  typeof data === 'string' ? Buffer.from(data) : data;

async function writeAll(
  handle: FileHandle,
  data: Uint8Array,
  written: { bytes: number },
): Promise<void> {
  while (written.bytes < data.length) {
    written.bytes += (await handle.write(data, written.bytes)).bytesWritten;
  }
}

/** Only our own piece at the very end of a plain file: another thread may have appended since. */
async function cutBack(handle: FileHandle, before: number, written: number): Promise<void> {
  const now = await handle.stat();
  if (now.isFile() && now.size === before + written) await handle.truncate(before);
}

/** Flushes every file below a folder, then the folders from the inside out. */
export async function flushTree(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await flushTree(path);
    else if (entry.isFile()) await withHandle(path, 'r+', (handle) => handle.sync());
  }
  await flushFolder(folder);
}

/** Removes what replaceFile left in a folder when its process was killed. */
export async function removeLeftovers(folder: string): Promise<void> {
  for (const name of leftovers(await readdir(folder), processAlive)) {
    await rm(join(folder, name), { force: true });
  }
}

/** Bytes of a file, or of everything inside a folder. */
export async function sizeOf(path: string): Promise<number> {
  const found = await stat(path);
  if (!found.isDirectory()) return found.size;
  let sum = 0;
  for (const name of await readdir(path)) sum += await sizeOf(join(path, name));
  return sum;
}

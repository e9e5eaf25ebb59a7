import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, realpath, rename, rm, stat, truncate } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FileReader, Files } from '#core/platform/files.ts';
import { readFailure, systemCode, writeFailure } from './file-errors.ts';
import { openRanges } from './open-ranges.ts';
import { readLines } from './read-lines.ts';
import {
  appendToFile,
  flushFolder,
  flushTree,
  removeLeftovers,
  replaceFile,
  sizeOf,
  withHandle,
} from './write-file.ts';

/**
 * The file system of this machine. Writing throws DISK_FULL or READ_ONLY with a remedy, reading a
 * missing file throws NOT_FOUND; other failures pass as they are.
 */
export function nodeFiles(): Files {
  return { ...nodeFileReader(), ...writer() };
}

/** The reading half alone. */
export function nodeFileReader(): FileReader {
  return {
    join,
    readBytes: (path) => reading(path, () => readFile(path)),
    readText: (path) => reading(path, () => readFile(path, 'utf8')),
    readLines,
    openRanges: (path) => reading(path, () => openRanges(path)),
    exists: (path) => exists(path),
    list: (folder) => reading(folder, () => list(folder)),
    size: (path) => reading(path, () => sizeOf(path)),
    isFolder: async (path) => (await exists(path)) && (await stat(path)).isDirectory(),
    modifiedAt: (path) => reading(path, async () => (await stat(path)).mtimeMs),
    realPath: (path) => reading(path, () => realpath(path)),
    readPieces,
    sha256: (path) => reading(path, () => sha256(path)),
  };
}

const PIECE_BYTES = 2 ** 20;
const OWNER_ONLY = 0o600;

type Writer = Omit<Files, keyof FileReader>;

function writer(): Writer {
  const swept = new Set<string>();
  return {
    makeFolder: (path) => writing(path, () => makeFolder(path)),
    writeAtomic: (path, data) =>
      writing(path, async () => {
        await sweepOnce(swept, dirname(path));
        await replaceFile(path, data);
      }),
    writePrivate: (path, data) => writing(path, () => replaceFile(path, data, OWNER_ONLY)),
    append: (path, data) => writing(path, () => appendToFile(path, data)),
    writeStream: (path, pieces) => writing(path, () => writeStream(path, pieces, 'w')),
    appendStream: (path, pieces) => writing(path, () => writeStream(path, pieces, 'a')),
    truncate: (path, bytes) =>
      writing(path, async () => {
        await truncate(path, bytes);
        await withHandle(path, 'r+', (handle) => handle.sync());
      }),
    rename: (from, to) => writing(to, () => move(from, to)),
    flush: (folder) => writing(folder, () => flushTree(folder)),
    remove: (path) => writing(path, () => rm(path, { recursive: true, force: true })),
  };
}

async function reading<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw readFailure(error, path);
  }
}

async function writing<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw writeFailure(error, path);
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return false;
    throw error;
  }
}

async function list(folder: string): Promise<string[]> {
  return (await exists(folder)) ? (await readdir(folder)).sort() : [];
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}

async function* readPieces(path: string): AsyncGenerator<Uint8Array> {
  const stream = createReadStream(path, { highWaterMark: PIECE_BYTES });
  try {
    for await (const piece of stream) yield piece;
  } catch (error) {
    throw readFailure(error, path);
  }
}

async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true });
  if (first === undefined) return;
  for (let made = path; made.length >= first.length; made = dirname(made)) {
    await flushFolder(dirname(made));
  }
}

async function writeStream(
  path: string,
  pieces: AsyncIterable<string | Uint8Array>,
  flags: 'w' | 'a',
): Promise<void> {
  await withHandle(path, flags, async (handle) => {
    for await (const piece of pieces) await handle.writeFile(piece);
    await handle.sync();
  });
  await flushFolder(dirname(path));
}

async function move(from: string, to: string): Promise<void> {
  await rename(from, to);
  await flushFolder(dirname(to));
  if (dirname(from) !== dirname(to)) await flushFolder(dirname(from));
}

/** One look per folder and process is enough: a process that dies later is swept by the next one. */
async function sweepOnce(swept: Set<string>, folder: string): Promise<void> {
  if (swept.has(folder)) return;
  swept.add(folder);
  await removeLeftovers(folder);
}

import { PlumblineError } from '#core/contract/errors.ts';
import type { FileReader, Files } from '#core/platform/files.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import { type FoundFile, type JsonOf, settingsFiles } from './recognise-model.ts';
import { isSafePath, MOST_MODEL_BYTES } from './safe-path.ts';

const MOST_FILES = 2000;
const MOST_SETTINGS_BYTES = 4 * 2 ** 20;
const DEEPEST = 3;

/**
 * Files of a folder and of the folders in it, by their paths inside. Links that lead out of the folder are left out,
 * hidden names too. Throws NOT_FOUND where there is no such folder, BAD_INPUT for one with thousands of files.
 */
export async function listFolder(files: FileReader, folder: string): Promise<FoundFile[]> {
  if (!(await files.isFolder(folder))) throw noFolder(folder);
  const root = await linkRoot(files, folder);
  const found: FoundFile[] = [];
  const walk = async (path: string, prefix: string, depth: number): Promise<void> => {
    for (const name of await files.list(path)) {
      const inside = `${prefix}${name}`;
      const at = files.join(path, name);
      if (name.startsWith('.') || !isSafePath(inside) || !(await leadsInside(files, root, at))) {
        continue;
      }
      if (await files.isFolder(at)) {
        if (depth < DEEPEST) await walk(at, `${inside}/`, depth + 1);
      } else found.push({ path: inside, bytes: await files.size(at) });
      if (found.length > MOST_FILES) throw tooMany(folder);
    }
  };
  await walk(folder, '', 1);
  return found;
}

/**
 * The folder that links may lead to: the folder itself. The hub's own cache keeps a model as links from
 * `models--x/snapshots/<commit>` to `models--x/blobs`, so there it is `models--x`.
 */
async function linkRoot(files: FileReader, folder: string): Promise<string> {
  const real = await files.realPath(folder);
  return /^(.*[\\/]models--[^\\/]+)[\\/]snapshots[\\/][^\\/]+$/.exec(real)?.[1] ?? real;
}

async function leadsInside(files: FileReader, root: string, path: string): Promise<boolean> {
  // A link to nothing is no file.
  if (!(await files.exists(path))) return false;
  const real = await files.realPath(path);
  return real.startsWith(root) && /^[\\/]/.test(real.slice(root.length));
}

function noFolder(folder: string): PlumblineError {
  return new PlumblineError('NOT_FOUND', `There is no folder ${folder}.`, {
    file: folder,
    remedy: 'Choose the folder that holds config.json and the weights.',
  });
}

function tooMany(folder: string): PlumblineError {
  return new PlumblineError('BAD_INPUT', `This folder has more than ${MOST_FILES} files.`, {
    file: folder,
    remedy: 'Choose the folder of the model itself, the one that holds config.json.',
  });
}

/** Parses the small settings among the files. Throws DAMAGED for what is no JSON, BAD_INPUT for what is far too long. */
export async function readSettings(
  files: FileReader,
  folder: string,
  found: readonly FoundFile[],
): Promise<JsonOf> {
  const parsed = new Map<string, unknown>();
  const bytes = new Map(found.map((file) => [file.path, file.bytes]));
  for (const path of settingsFiles(found)) {
    if ((bytes.get(path) ?? 0) > MOST_SETTINGS_BYTES) {
      throw new PlumblineError('BAD_INPUT', `${path} is too long for the settings of a model.`, {
        file: path,
        remedy: 'Choose the folder of a model as its authors publish it.',
      });
    }
    parsed.set(path, parse(await files.readText(files.join(folder, ...path.split('/'))), path));
  }
  return (path) => parsed.get(path);
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const detail = { file, remedy: 'Copy the file again from where it came from.' };
    throw new PlumblineError('DAMAGED', `${file} is not whole JSON.`, detail, { cause });
  }
}

/** Throws BAD_INPUT where the files of a model are more than fits. */
export function refuseTooLarge(chosen: readonly FoundFile[]): void {
  const bytes = chosen.reduce((sum, file) => sum + file.bytes, 0);
  if (bytes <= MOST_MODEL_BYTES) return;
  const gigabytes = (bytes / 2 ** 30).toFixed(1);
  throw new PlumblineError(
    'BAD_INPUT',
    `This model takes ${gigabytes} GB; at most 5 are possible.`,
    {
      remedy: 'Choose a smaller model: for matching short texts they are often as good.',
    },
  );
}

/** Copies the chosen files of a folder into another. Throws CANCELLED, DISK_FULL. */
export async function copyFiles(
  files: Files,
  from: string,
  to: string,
  chosen: readonly FoundFile[],
  context: JobContext,
): Promise<void> {
  const total = chosen.reduce((sum, file) => sum + file.bytes, 0);
  let done = 0;
  async function* told(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const piece of pieces) {
      await context.breathe();
      yield piece;
      done += piece.length;
      context.progress(done, total, 'bytes');
    }
  }
  for (const { path } of chosen) {
    const parts = path.split('/');
    await files.makeFolder(files.join(to, ...parts.slice(0, -1)));
    const pieces = files.readPieces(files.join(from, ...parts));
    await files.writeStream(files.join(to, ...parts), told(pieces));
  }
}

import { dirname } from 'node:path';
import { PlumblineError } from '#core/contract/errors.ts';
import type { Files } from '#core/platform/files.ts';
import { temporaryPath } from '#core/platform/node/temporary-name.ts';
import { removeLeftovers } from '#core/platform/node/write-file.ts';

/** A result that appears under its name only when it is whole; a file or a folder. */
export interface NewResult {
  /** Where it is made, beside its place. */
  draft: string;
  /** Writes the draft as a file of any length. Throws what `pieces` throws, and DISK_FULL or READ_ONLY. */
  write(pieces: AsyncIterable<Uint8Array>): Promise<void>;
}

interface Begun extends NewResult {
  /** Gives it its name. */
  commit(): Promise<void>;
  /** Removes the draft; does nothing after `commit`. */
  discard(): Promise<void>;
}

/**
 * Prepares a result at `path`. Throws NOT_FOUND where its folder does not exist, READ_ONLY or DISK_FULL where nothing can
 * be written there: it should be known before the work, not after it.
 */
async function beginResult(files: Files, path: string): Promise<Begun> {
  const folder = dirname(path);
  if (!(await files.isFolder(folder))) {
    throw new PlumblineError('NOT_FOUND', `There is no folder ${folder}.`, {
      file: folder,
      remedy: 'Make it, or choose another place with --out.',
    });
  }
  const draft = temporaryPath(path);
  await removeLeftovers(folder);
  const write = (pieces: AsyncIterable<Uint8Array>) =>
    named(path, draft, () => files.writeStream(draft, pieces));
  await write(nothing());
  await files.remove(draft);
  return {
    draft,
    write,
    commit: () => named(path, draft, () => files.rename(draft, path)),
    discard: () => files.remove(draft),
  };
}

/** Works on a result at `path` and gives it its name; where the work fails nothing of it stays. */
export async function withResult<Outcome>(
  files: Files,
  path: string,
  work: (result: NewResult) => Promise<Outcome>,
): Promise<Outcome> {
  const result = await beginResult(files, path);
  try {
    const outcome = await work(result);
    await result.commit();
    return outcome;
  } finally {
    await result.discard();
  }
}

/** Throws BAD_INPUT where `output` is a folder or the very file that is read. */
export async function refuseOverwriting(
  files: Files,
  output: string,
  input: string,
): Promise<void> {
  if (!(await files.exists(output))) return;
  if (await files.isFolder(output)) {
    throw new PlumblineError('BAD_INPUT', `${output} is a folder.`, {
      remedy: 'Name a file inside it with --out.',
    });
  }
  if ((await files.realPath(output)) !== (await files.realPath(input))) return;
  throw new PlumblineError('BAD_INPUT', 'The output would replace the input.', {
    file: output,
    remedy: 'Choose another name with --out.',
  });
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

/** The user knows the name of the result, not that of its draft. */
async function named(path: string, draft: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof PlumblineError) || error.detail.file !== draft) throw error;
    const message = error.message.replace(draft, path);
    throw new PlumblineError(
      error.code,
      message,
      { ...error.detail, file: path },
      { cause: error },
    );
  }
}

import { PlumblineError } from '#core/contract/errors.ts';
import type { Files } from '#core/platform/files.ts';

/** Files on a disk that can be filled: from the nth change after `fill` nothing more can be written; removing works. */
export function fillableFiles(files: Files) {
  let left = Number.POSITIVE_INFINITY;
  let changes = 0;
  const writing = async (path: string, write: () => Promise<void>): Promise<void> => {
    changes += 1;
    left -= 1;
    if (left > 0) return write();
    throw new PlumblineError('DISK_FULL', `The disk is full: ${path} was not written.`, {
      file: path,
      remedy: 'Free some space and try again.',
    });
  };
  const fillable: Files = {
    ...files,
    makeFolder: (path) => writing(path, () => files.makeFolder(path)),
    writeAtomic: (path, data) => writing(path, () => files.writeAtomic(path, data)),
    append: (path, text) => writing(path, () => files.append(path, text)),
    writeStream: (path, pieces) => writing(path, () => files.writeStream(path, pieces)),
    appendStream: (path, pieces) => writing(path, () => files.appendStream(path, pieces)),
  };
  return {
    files: fillable,
    fill(nth: number) {
      left = nth;
    },
    free() {
      left = Number.POSITIVE_INFINITY;
    },
    /** Writes so far. */
    changes: () => changes,
  };
}

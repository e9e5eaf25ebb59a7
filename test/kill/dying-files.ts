import type { Files } from '#core/platform/files.ts';

/** Files whose process kills itself at the nth change after `arm`, in its middle where it has one. */
export function dyingFiles(files: Files, nth: number): { files: Files; arm(): void } {
  let left = Number.POSITIVE_INFINITY;

  /** Runs a change, or the half of it that a dying process gets done. */
  async function change(whole: () => Promise<void>, half?: () => Promise<void>): Promise<void> {
    left -= 1;
    if (left > 0) return whole();
    await half?.();
    process.kill(process.pid, 'SIGKILL');
    await new Promise(() => {});
  }

  const dying: Files = {
    ...files,
    makeFolder: (path) => change(() => files.makeFolder(path)),
    writeAtomic: (path, data) => change(() => files.writeAtomic(path, data)),
    append: (path, text) =>
      change(
        () => files.append(path, text),
        () => files.append(path, text.slice(0, text.length / 2)),
      ),
    writeStream: (path, pieces) =>
      change(
        () => files.writeStream(path, pieces),
        () => files.append(path, '{"half":'),
      ),
    appendStream: (path, pieces) => change(() => files.appendStream(path, pieces)),
    truncate: (path, bytes) => change(() => files.truncate(path, bytes)),
    rename: (from, to) => change(() => files.rename(from, to)),
    flush: (folder) => change(() => files.flush(folder)),
    remove: (path) => change(() => files.remove(path)),
  };
  return {
    files: dying,
    arm() {
      left = nth;
    },
  };
}

import type { Files } from '#core/platform/files.ts';

/** Appends JSON lines to a file in order; lines that come while one is being written go out together. */
export interface LineAppender {
  add(value: unknown): void;
  /** Waits until all is on the disk. Throws the first failure. */
  flush(): Promise<void>;
}

export function lineAppender(files: Files, path: string): LineAppender {
  let waiting = '';
  let writing: Promise<void> = Promise.resolve();
  let failure: { error: unknown } | null = null;

  async function write(): Promise<void> {
    const text = waiting;
    waiting = '';
    if (text === '' || failure) return;
    try {
      await files.append(path, text);
    } catch (error) {
      failure = { error };
    }
  }

  return {
    add(value) {
      const first = waiting === '';
      waiting += `${JSON.stringify(value)}\n`;
      if (first) writing = writing.then(write);
    },
    async flush() {
      await writing;
      if (failure) throw failure.error;
    },
  };
}

/** Writes values one after the other; of those that come while one is written only the last is. */
export interface LatestWins<Value> {
  write(value: Value): void;
  /** Waits until nothing is being written. Never throws: whoever needs the outcome writes the last value itself. */
  settle(): Promise<void>;
}

export function latestWins<Value>(write: (value: Value) => Promise<void>): LatestWins<Value> {
  let next: { value: Value } | null = null;
  let writing: Promise<void> | null = null;

  async function writeAll(): Promise<void> {
    try {
      while (next) {
        const { value } = next;
        next = null;
        await write(value);
      }
    } catch {
      // The next value holds all that this one did, and the last one is written where failures count.
    } finally {
      writing = null;
    }
  }

  return {
    write(value) {
      next = { value };
      writing ??= writeAll();
    },
    async settle() {
      await writing;
    },
  };
}

/** Lets one work be done after the other. */
export interface Turns {
  /** Does `work` when all before it is done; one that is aborted before its turn is not begun. */
  inTurn<Result>(work: () => Promise<Result>, signal?: AbortSignal): Promise<Result>;
  /** A call of several turns, which `close` waits for. */
  call<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Takes no more calls, waits for those there are, and then releases, once. */
  close(): Promise<void>;
}

export function turns(release: () => void): Turns {
  const running = new Set<Promise<unknown>>();
  let last: Promise<unknown> = Promise.resolve();
  let closing: Promise<void> | null = null;
  return {
    inTurn(work, signal) {
      const next = last.then(() => {
        signal?.throwIfAborted();
        return work();
      });
      // A failed turn must not block the ones behind it; its own caller sees the failure.
      last = next.catch(() => undefined);
      return next;
    },
    async call(work) {
      if (closing) throw new Error('The scan is closed.');
      const result = work();
      running.add(result);
      try {
        return await result;
      } finally {
        running.delete(result);
      }
    },
    close() {
      closing ??= Promise.allSettled(running).then(release);
      return closing;
    },
  };
}

interface PortWaiter<Wire> {
  give(wire: Wire): void;
  /** Forgets this wire; a newer one stays. */
  lose(wire: Wire): void;
  /** The wire now, or the next one that is given; rejects when the signal is aborted. */
  wait(signal: AbortSignal | undefined): Promise<Wire>;
}

/** Holds the newest connection and lets callers wait while there is none. */
export function createPortWaiter<Wire>(): PortWaiter<Wire> {
  let current: Wire | null = null;
  let waiting: ((wire: Wire) => void)[] = [];
  return {
    give: (wire) => {
      current = wire;
      const served = waiting;
      waiting = [];
      for (const serve of served) serve(wire);
    },
    lose: (wire) => {
      if (current === wire) current = null;
    },
    wait: (signal) => {
      if (current !== null) return Promise.resolve(current);
      return new Promise((resolve, reject) => {
        waiting.push(resolve);
        signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
      });
    },
  };
}

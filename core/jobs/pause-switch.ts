/** Stops a piece of work between two of its steps, and lets it go on. */
export interface PauseSwitch {
  set(paused: boolean): void;
  /** Resolves at once, or when the pause is over. */
  passed(): Promise<void>;
  /** Tells of every change; returns what stops that. */
  onChange(listener: (paused: boolean) => void): () => void;
}

export function createPauseSwitch(): PauseSwitch {
  let over: (() => void) | null = null;
  let pause: Promise<void> = Promise.resolve();
  const listeners = new Set<(paused: boolean) => void>();
  return {
    set(paused) {
      if (paused === (over !== null)) return;
      if (paused) {
        pause = new Promise((resolve) => {
          over = resolve;
        });
      } else {
        over?.();
        over = null;
      }
      for (const listener of listeners) listener(paused);
    },
    passed: () => pause,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

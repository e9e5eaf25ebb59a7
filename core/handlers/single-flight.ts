/** Keeps the last few values of an expensive load; concurrent requests share one load, and a failed one is forgotten. */
export interface SingleFlight<Value> {
  get(key: string, load: () => Promise<Value>): Promise<Value>;
  clear(): Promise<void>;
}

/** `release` is called for values that are pushed out; it may wait until they are idle. */
export function singleFlight<Value>(
  capacity: number,
  release: (value: Value) => Promise<void>,
): SingleFlight<Value> {
  const held = new Map<string, Promise<Value>>();
  const drop = async (key: string) => {
    const value = held.get(key);
    held.delete(key);
    if (value !== undefined) await value.then(release, () => undefined);
  };
  return {
    async get(key, load) {
      const known = held.get(key);
      const value = known ?? load();
      // Moves the key to the end: the first one is the least recently used.
      held.delete(key);
      held.set(key, value);
      if (known === undefined) value.catch(() => held.delete(key));
      const oldest = held.keys().next();
      if (held.size > capacity && !oldest.done) await drop(oldest.value);
      return value;
    },
    async clear() {
      for (const key of [...held.keys()]) await drop(key);
    },
  };
}

/** Remembers the values that were last used, at least `most` and at most twice as many. */
export interface BoundedCache<T> {
  get(key: string): T | undefined;
  set(key: string, value: T): void;
}

/** Two generations instead of a list in order of use: a hit costs one look-up, and forgetting costs nothing. */
export function boundedCache<T>(most: number): BoundedCache<T> {
  let young = new Map<string, T>();
  let old = new Map<string, T>();
  const set = (key: string, value: T) => {
    if (young.size >= most) {
      old = young;
      young = new Map();
    }
    young.set(ownCopy(key), value);
  };
  return {
    get(key) {
      const found = young.get(key);
      if (found !== undefined) return found;
      const older = old.get(key);
      if (older !== undefined) set(key, older);
      return older;
    },
    set,
  };
}

/** A part of a string keeps the whole string in memory; a key must not. */
function ownCopy(key: string): string {
  return ` ${key}`.slice(1);
}

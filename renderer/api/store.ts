import { useSyncExternalStore } from 'react';

interface Store<State> {
  get(): State;
  set(next: State): void;
  /** The state, read by a component that follows it. */
  use(): State;
}

/** A value that outlives screens and that components can follow. */
export function createStore<State>(initial: State): Store<State> {
  let state = initial;
  const listeners = new Set<() => void>();
  const get = () => state;
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    get,
    set: (next) => {
      if (Object.is(state, next)) return;
      state = next;
      for (const listener of listeners) listener();
    },
    use: () => useSyncExternalStore(subscribe, get),
  };
}

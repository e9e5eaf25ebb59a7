/**
 * Keeps the last few values of an expensive load. Concurrent requests share one load, a failed one is forgotten, and a
 * value that is pushed out is released only when nobody works with it any more.
 */
export interface SingleFlight<Value> {
  /**
   * Runs `work` with the value of `key`, which is not released meanwhile. A value that was loaded under another `stamp`
   * is out of date and is loaded anew. Throws what `load` or `work` throws.
   */
  use<Result>(
    key: string,
    load: () => Promise<Value>,
    work: (value: Value) => Promise<Result> | Result,
    stamp?: string,
  ): Promise<Result>;
  /** Lets go of the value of `key`, waiting for work that goes on with it; asked for again, it is loaded anew. */
  evict(key: string): Promise<void>;
  /** Lets go of every value, waiting for work that goes on; what is asked for afterwards is not kept. */
  close(): Promise<void>;
}

/** How much is kept: so many values, or as long as there is room for those that are loaded. The newest always stays. */
export type Room<Value> = number | ((loaded: readonly Value[]) => boolean);

interface Slot<Value> {
  key: string;
  value: Promise<Value>;
  stamp: string;
  users: number;
  /** No longer kept: released with its last user. */
  dropped: boolean;
  gone: Promise<void>;
  leave(): void;
  /** The value, once it is there. */
  loaded: Value[];
}

export function singleFlight<Value>(
  room: Room<Value>,
  release: (value: Value) => Promise<void> = async () => undefined,
): SingleFlight<Value> {
  const kept = new Map<string, Slot<Value>>();
  const living = new Set<Slot<Value>>();
  let closed = false;

  function take(key: string, load: () => Promise<Value>, stamp: string): Slot<Value> {
    const known = kept.get(key);
    const current = known?.stamp === stamp ? known : null;
    const slot = current ?? newSlot(key, known ? replace(key, known, load) : load(), stamp);
    slot.users += 1;
    slot.dropped ||= closed;
    living.add(slot);
    if (closed) return slot;
    // Moves the key to the end: the first one is the least recently used.
    kept.delete(key);
    kept.set(key, slot);
    return slot;
  }

  /** Lets go of the old value first: there may not be room for both. */
  async function replace(key: string, old: Slot<Value>, load: () => Promise<Value>) {
    await drop(key, old);
    return load();
  }

  async function drop(key: string, slot: Slot<Value>): Promise<void> {
    if (kept.get(key) === slot) kept.delete(key);
    slot.dropped = true;
    await releaseIfIdle(slot);
  }

  async function releaseIfIdle(slot: Slot<Value>): Promise<void> {
    if (slot.users > 0 || !slot.dropped || !living.delete(slot)) return;
    try {
      await slot.value.then(release, () => undefined);
    } finally {
      slot.leave();
    }
  }

  async function pushOut(newest: Slot<Value>): Promise<void> {
    while (!hasRoom(room, [...kept.values()])) {
      const others = [...kept].filter(([, slot]) => slot !== newest);
      // What is worked with stays in memory anyway, so dropping it makes no room.
      const oldest = others.find(([, slot]) => slot.users === 0) ?? others[0];
      if (!oldest) return;
      await drop(...oldest);
    }
  }

  return {
    async use(key, load, work, stamp = '') {
      const slot = take(key, load, stamp);
      try {
        const value = await slot.value.catch(async (error) => {
          await drop(key, slot);
          throw error;
        });
        await pushOut(slot);
        return await work(value);
      } finally {
        slot.users -= 1;
        await releaseIfIdle(slot);
      }
    },
    async evict(key) {
      const own = [...living].filter((slot) => slot.key === key);
      for (const slot of own) await drop(key, slot);
      await Promise.all(own.map(({ gone }) => gone));
    },
    async close() {
      closed = true;
      const waiting = [...living].map(({ gone }) => gone);
      for (const [key, slot] of [...kept]) await drop(key, slot);
      await Promise.all(waiting);
    },
  };
}

function hasRoom<Value>(room: Room<Value>, slots: readonly Slot<Value>[]): boolean {
  if (typeof room === 'number') return slots.length <= room;
  return room(slots.flatMap(({ loaded }) => loaded));
}

function newSlot<Value>(key: string, value: Promise<Value>, stamp: string): Slot<Value> {
  let leave = () => {};
  const gone = new Promise<void>((resolve) => {
    leave = resolve;
  });
  const slot: Slot<Value> = {
    ...{ key, value, stamp, users: 0, dropped: false, gone, leave },
    loaded: [],
  };
  value.then(
    (held) => slot.loaded.push(held),
    () => undefined, // whoever asked for it hears of the failure
  );
  return slot;
}

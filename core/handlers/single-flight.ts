/**
 * Keeps the last few values of an expensive load. Concurrent requests share one load, a failed one is forgotten, and a
 * value that is pushed out is released only when nobody works with it any more.
 */
export interface SingleFlight<Value> {
  /** Runs `work` with the value of `key`, which is not released meanwhile. Throws what `load` or `work` throws. */
  use<Result>(
    key: string,
    load: () => Promise<Value>,
    work: (value: Value) => Promise<Result> | Result,
  ): Promise<Result>;
  /** Lets go of every value, waiting for work that goes on; what is asked for afterwards is not kept. */
  close(): Promise<void>;
}

interface Slot<Value> {
  value: Promise<Value>;
  users: number;
  /** No longer kept: released with its last user. */
  dropped: boolean;
  gone: Promise<void>;
  leave(): void;
}

export function singleFlight<Value>(
  capacity: number,
  release: (value: Value) => Promise<void> = async () => undefined,
): SingleFlight<Value> {
  const kept = new Map<string, Slot<Value>>();
  const living = new Set<Slot<Value>>();
  let closed = false;

  function take(key: string, load: () => Promise<Value>): Slot<Value> {
    const slot = kept.get(key) ?? newSlot(load());
    slot.users += 1;
    slot.dropped ||= closed;
    living.add(slot);
    if (closed) return slot;
    // Moves the key to the end: the first one is the least recently used.
    kept.delete(key);
    kept.set(key, slot);
    return slot;
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

  async function pushOut(): Promise<void> {
    const [oldest] = kept;
    if (kept.size > capacity && oldest) await drop(...oldest);
  }

  return {
    async use(key, load, work) {
      const slot = take(key, load);
      try {
        const value = await slot.value.catch(async (error) => {
          await drop(key, slot);
          throw error;
        });
        await pushOut();
        return await work(value);
      } finally {
        slot.users -= 1;
        await releaseIfIdle(slot);
      }
    },
    async close() {
      closed = true;
      const waiting = [...living].map(({ gone }) => gone);
      for (const [key, slot] of [...kept]) await drop(key, slot);
      await Promise.all(waiting);
    },
  };
}

function newSlot<Value>(value: Promise<Value>): Slot<Value> {
  let leave = () => {};
  const gone = new Promise<void>((resolve) => {
    leave = resolve;
  });
  return { value, users: 0, dropped: false, gone, leave };
}

import { setTimeout } from 'node:timers/promises';
import { getEnvironmentData, isMainThread, setEnvironmentData } from 'node:worker_threads';

/** Under this name threads started later find the lock of this process. */
const NAME = 'plumbline.webgpu-lock';
const FREE = 0;
const TAKEN = 1;
const LOOK_AGAIN_MS = 2;
/** No batch takes that long: whoever held the lock was ended without giving it back. */
const LONGEST_MS = 120_000;

const lock = sharedLock();

/**
 * Runs WebGPU work alone in this process, whichever thread asks: Dawn crashes the process when two threads create or
 * run sessions at the same time.
 */
export async function withWebGpu<T>(work: () => Promise<T>): Promise<T> {
  await take();
  try {
    return await work();
  } finally {
    Atomics.store(lock, 0, FREE);
  }
}

async function take(): Promise<void> {
  for (let waited = 0; waited < LONGEST_MS; waited += LOOK_AGAIN_MS) {
    if (Atomics.compareExchange(lock, 0, FREE, TAKEN) === FREE) return;
    await setTimeout(LOOK_AGAIN_MS);
  }
  Atomics.store(lock, 0, TAKEN);
}

/** Environment data is handed to threads as they start, so the main thread has to make the lock. */
function sharedLock(): Int32Array {
  const found: unknown = getEnvironmentData(NAME);
  if (found instanceof SharedArrayBuffer) return new Int32Array(found);
  const made = new SharedArrayBuffer(4);
  if (isMainThread) setEnvironmentData(NAME, made);
  return new Int32Array(made);
}

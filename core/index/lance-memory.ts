import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

let collect: (() => void) | undefined;

/**
 * Gives back the buffers of what was read and is of no more use. They lie outside of V8's heap, where it hardly feels them: by itself it
 * lets a hundred megabytes of them wait. Takes some ten milliseconds, so call it every few megabytes.
 */
export function releaseBatches(): void {
  collect ??= collector();
  collect();
}

/** V8 gives its collector only to contexts that are made after it was told to. */
function collector(): () => void {
  setFlagsFromString('--expose-gc');
  const found: unknown = runInNewContext('gc');
  return typeof found === 'function' ? () => void found() : () => undefined;
}

import { PlumblineError } from '#core/contract/errors.ts';
import type { NamedArray } from '#core/embed/lexical/lexical-arrays.ts';
import type { Adapter } from './adapted.ts';

/** An adapter as arrays, for storing. */
export function adapterToArrays({ dimensions, map }: Adapter): Record<string, NamedArray> {
  return { map: { shape: [dimensions, dimensions], data: map } };
}

/** The opposite of `adapterToArrays`. Throws DAMAGED where the map is missing, not square, or not finite. */
export function adapterFromArrays({ map }: Record<string, NamedArray>): Adapter {
  const [dimensions = 0, other] = map?.shape ?? [];
  const values = map ? Float32Array.from(map.data) : new Float32Array(0);
  if (dimensions > 0 && dimensions === other && values.every(Number.isFinite)) {
    return { dimensions, map: values };
  }
  throw new PlumblineError('DAMAGED', 'The adapter is not whole: it has no square "map".', {
    remedy: 'Train the version anew.',
  });
}

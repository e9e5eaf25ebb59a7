import type { Clock } from '#core/platform/clock.ts';
import type { FileReader, Files } from '#core/platform/files.ts';
import { keyWriter } from './text-keys.ts';
import { type CachedSpace, openVectorCache, openVectorCacheForReading } from './vector-cache.ts';

export const SPACE = { id: 'space-1', name: 'Tiny fp32', dimensions: 3 };

/** Keys [n × 4] of texts. */
export function keysOf(texts: readonly string[], prefix = ''): Uint32Array {
  const write = keyWriter(prefix);
  const keys = new Uint32Array(texts.length * 4);
  for (const [n, text] of texts.entries()) write(text, keys, n);
  return keys;
}

/** A made-up vector for each text, the same one for the same text. */
export function vectorsOf(texts: readonly string[], dimensions = SPACE.dimensions): Float32Array {
  const keys = keysOf(texts);
  const value = (_: unknown, i: number) => {
    const word = keys[Math.floor(i / dimensions) * 4] ?? 0;
    return Math.sin(word + (i % dimensions));
  };
  return Float32Array.from({ length: texts.length * dimensions }, value);
}

export const texts = (from: number, until: number): string[] =>
  Array.from({ length: until - from }, (_, i) => `text ${from + i}`);

/** The bits of the vector that is found for each text; null where none is. */
export async function bitsFound(space: CachedSpace, keys: Uint32Array): Promise<(string | null)[]> {
  const found: (string | null)[] = new Array(keys.length / 4).fill(null);
  for await (const { positions, vectors } of space.find(keys)) {
    const words = new Uint32Array(vectors.buffer, vectors.byteOffset, vectors.length);
    for (const [row, position] of positions.entries()) {
      found[position] = words.slice(row * space.dimensions, (row + 1) * space.dimensions).join(' ');
    }
  }
  return found;
}

/** The bits that `bitsFound` should give. */
export function bitsOf(vectors: Float32Array, dimensions = SPACE.dimensions): string[] {
  const words = new Uint32Array(vectors.buffer, vectors.byteOffset, vectors.length);
  return Array.from({ length: words.length / dimensions }, (_, n) =>
    words.slice(n * dimensions, (n + 1) * dimensions).join(' '),
  );
}

/** A clock that stands still until it is moved. */
export function handClock(): Clock & { move(milliseconds: number): void } {
  let now = Date.UTC(2026, 0, 1);
  return {
    now: () => new Date(now),
    elapsed: () => now,
    move(milliseconds) {
      now += milliseconds;
    },
  };
}

/** A cache in a folder below `root`, and what was logged. */
export function cacheBelow(root: string, files: Files) {
  const folder = files.join(root, 'cache', 'vectors');
  const said: string[] = [];
  const clock = handClock();
  const options = (limitBytes: number) => ({
    ...{ folder, limitBytes, clock },
    log: (level: string, message: string) => void said.push(`${level}: ${message}`),
  });
  return {
    folder,
    said,
    clock,
    open: (limitBytes = 1e9, through = files) => openVectorCache(through, options(limitBytes)),
    read: (through: FileReader = files) => openVectorCacheForReading(through, options(1e9)),
  };
}

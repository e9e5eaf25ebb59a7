import { PlumblineError } from '#core/contract/errors.ts';
import { KEY_WORDS } from '#core/embed/cache/text-keys.ts';
import type { CachedSpace } from '#core/embed/cache/vector-cache.ts';
import type { EmbeddedBatch, Embedder, TextRole } from '#core/embed/embedder.ts';

/** Some vectors, and whether they were in the cache. */
export interface KnownBatch extends EmbeddedBatch {
  cached: boolean;
}

/**
 * Vectors of texts, first those that are in the cache, then the others as the embedder makes them. Each batch is kept
 * while the next one is made, so that the disk holds up nothing, and none is unkept when the iteration ends, however it
 * ends. Throws DAMAGED where the model's numbers are not finite, which must never be kept.
 */
export async function* throughCache(
  { texts, keys }: { texts: readonly string[]; keys: Uint32Array },
  embedder: Embedder,
  role: TextRole,
  cache: CachedSpace | null,
): AsyncGenerator<KnownBatch> {
  const known = new Uint8Array(texts.length);
  if (cache) {
    for await (const batch of cache.find(keys)) {
      for (const position of batch.positions) known[position] = 1;
      yield { ...batch, cached: true };
    }
  }
  const left = [...texts.keys()].filter((position) => known[position] === 0);
  if (left.length === 0) return;
  const unknown = left.map((position) => texts[position] as string);
  let kept = Promise.resolve();
  try {
    for await (const { positions, vectors } of embedder.batches(unknown, role)) {
      checkFinite({ positions, vectors }, unknown, embedder.dimensions);
      const own = positions.map((position) => left[position] as number);
      await kept;
      if (cache) kept = keep(cache, chosenKeys(keys, own), vectors);
      yield { positions: own, vectors, cached: false };
    }
  } finally {
    await kept;
  }
}

/** A failure is met where it is awaited, not as an unhandled one in between. */
function keep(cache: CachedSpace, keys: Uint32Array, vectors: Float32Array): Promise<void> {
  const kept = cache.add(keys, vectors);
  kept.catch(() => {});
  return kept;
}

function chosenKeys(keys: Uint32Array, positions: Uint32Array): Uint32Array {
  const chosen = new Uint32Array(positions.length * KEY_WORDS);
  for (const [n, position] of positions.entries()) {
    chosen.set(keys.subarray(position * KEY_WORDS, (position + 1) * KEY_WORDS), n * KEY_WORDS);
  }
  return chosen;
}

const SHOWN_CHARACTERS = 60;

function checkFinite(
  { positions, vectors }: EmbeddedBatch,
  texts: readonly string[],
  dimensions: number,
): void {
  for (const [row, position] of positions.entries()) {
    let sum = 0;
    for (let i = row * dimensions; i < (row + 1) * dimensions; i += 1) sum += vectors[i] as number;
    if (Number.isFinite(sum)) continue;
    const text = texts[position]?.slice(0, SHOWN_CHARACTERS);
    throw new PlumblineError('DAMAGED', `The model's vector of "${text}" is not finite.`, {
      remedy: 'Choose another device or dtype, or another model.',
    });
  }
}

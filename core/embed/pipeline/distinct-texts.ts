import { appendKey, findKey, newKeyTable } from '#core/embed/cache/key-table.ts';
import { KEY_WORDS, keyWriter } from '#core/embed/cache/text-keys.ts';
import { normaliseForEmbedding } from './normalise-for-embedding.ts';

/** Texts without those that read the same once they are normalised. */
export interface DistinctTexts {
  /** Normalised, in the order of their first occurrence. */
  texts: string[];
  /** [distinct × 4] key of each. */
  keys: Uint32Array;
  /** Which of the distinct texts each given one is. */
  of: Uint32Array;
  /** Position at which each distinct text occurs first. */
  first: Uint32Array;
  /** How often each occurs. */
  counts: Uint32Array;
}

const TEXTS_PER_BREATH = 512;

/** Finds equal texts by a 128-bit hash of `prefix` and normalised text. */
export async function distinctTexts(
  given: readonly string[],
  prefix: string,
  breathe: () => Promise<void>,
): Promise<DistinctTexts> {
  const write = keyWriter(prefix);
  const table = newKeyTable(given.length);
  const key = new Uint32Array(KEY_WORDS);
  const texts: string[] = [];
  const of = new Uint32Array(given.length);
  const first = new Uint32Array(given.length);
  const counts = new Uint32Array(given.length);
  for (const [position, raw] of given.entries()) {
    const text = normaliseForEmbedding(raw);
    write(text, key, 0);
    let number = findKey(table, key, 0);
    if (number < 0) {
      number = appendKey(table, key, 0);
      first[number] = position;
      texts.push(text);
    }
    of[position] = number;
    counts[number] = (counts[number] as number) + 1;
    if (position % TEXTS_PER_BREATH === 0) await breathe();
  }
  const { size, keys } = table;
  return {
    ...{ texts, of, keys: keys.subarray(0, size * KEY_WORDS) },
    ...{ first: first.subarray(0, size), counts: counts.subarray(0, size) },
  };
}

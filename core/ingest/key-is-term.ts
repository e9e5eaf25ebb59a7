/** Whether keys are terms of their entry: always, never, or by the look of the file's keys. */
export type KeyIsTerm = 'auto' | 'yes' | 'no';

const UUID = /^\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?$/i;
const ADDRESS = /^[a-z][a-z0-9+.-]*:\S+$/i;
const NUMBERED = /^(id|no|nr|key|code|item|row|entry|isbn|issn|ean|gtin|doi|sku)\b/i;
const VOWEL = /[aeiouyæœøıαειουηωаеёиоуыэюя]/;

/**
 * Whether a key reads like a name and not like a code. A name has a word of at least two letters with a
 * vowel (in scripts that write no vowels: any two letters). No name: a UUID, a URI, something without
 * spaces that has digits or underscores (`id_1`, `11-1011.00`, `C1234`), an ISBN or the like.
 */
export function readsLikeName(key: string): boolean {
  const text = key.trim();
  if (UUID.test(text) || ADDRESS.test(text) || NUMBERED.test(text)) return false;
  if (!/\s/.test(text) && /[\p{N}_]/u.test(text)) return false;
  const words = text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .match(/\p{L}{2,}/gu);
  return (words ?? []).some(
    (word) => VOWEL.test(word) || !/[\p{sc=Latn}\p{sc=Grek}\p{sc=Cyrl}]/u.test(word),
  );
}

/** Decides once for a whole file: with `auto`, keys are terms where more than half of them read like names. */
export function keysAreTerms(keys: readonly string[], setting: KeyIsTerm): boolean {
  if (setting !== 'auto') return setting === 'yes';
  return keys.filter(readsLikeName).length * 2 > keys.length;
}

/**
 * Jaro-Winkler similarity of two texts, [0, 1] (Winkler, 1990; prefix weight 0.1, at most four characters).
 * Counts UTF-16 code units; give normalised texts.
 */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1;
  const similarity = jaro(a, b);
  let prefix = 0;
  while (prefix < 4 && prefix < a.length && a[prefix] === b[prefix]) prefix += 1;
  return similarity + prefix * 0.1 * (1 - similarity);
}

function jaro(a: string, b: string): number {
  const matched = matchedCharacters(a, b);
  const count = matched.a.length;
  if (count === 0) return 0;
  let transpositions = 0;
  for (let i = 0; i < count; i += 1) if (matched.a[i] !== matched.b[i]) transpositions += 1;
  return (count / a.length + count / b.length + (count - transpositions / 2) / count) / 3;
}

/** Characters of each text that have a partner within the window, in their own order. */
function matchedCharacters(a: string, b: string): { a: string[]; b: string[] } {
  const window = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const taken = new Uint8Array(b.length);
  const fromA: string[] = [];
  for (let i = 0; i < a.length; i += 1) {
    const end = Math.min(b.length, i + window + 1);
    for (let j = Math.max(0, i - window); j < end; j += 1) {
      if (taken[j] === 1 || a[i] !== b[j]) continue;
      taken[j] = 1;
      fromA.push(a[i] ?? '');
      break;
    }
  }
  const fromB = [...b.split('').keys()].filter((j) => taken[j] === 1).map((j) => b[j] ?? '');
  return { a: fromA, b: fromB };
}

/** First letters of two or more words, or '' for fewer. */
export function initials(words: readonly string[]): string {
  return words.length < 2 ? '' : words.map((word) => [...word][0] ?? '').join('');
}

/** Words that carry a digit: sizes, grades, model numbers. */
export const numberWords = (words: readonly string[]): string[] =>
  words.filter((word) => /\p{N}/u.test(word));

/** |a ∩ b| / |a ∪ b| of two word lists without repeats, [0, 1]. */
export function jaccard(a: readonly string[], b: readonly string[]): number {
  const other = new Set(b);
  const shared = a.filter((word) => other.has(word)).length;
  const union = a.length + b.length - shared;
  return union === 0 ? 0 : shared / union;
}

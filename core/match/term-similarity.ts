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

const MOST_UNITS = 4096;
// Which characters have found a partner; reused, because this runs for every candidate of every query.
const takenA = new Uint8Array(MOST_UNITS);
const takenB = new Uint8Array(MOST_UNITS);

function jaro(longA: string, longB: string): number {
  const a = longA.slice(0, MOST_UNITS);
  const b = longB.slice(0, MOST_UNITS);
  const count = matchCharacters(a, b);
  if (count === 0) return 0;
  let transpositions = 0;
  let j = 0;
  for (let i = 0; i < a.length; i += 1) {
    if (takenA[i] === 0) continue;
    while (takenB[j] === 0) j += 1;
    if (a.charCodeAt(i) !== b.charCodeAt(j)) transpositions += 1;
    j += 1;
  }
  return (count / a.length + count / b.length + (count - transpositions / 2) / count) / 3;
}

/** Marks the characters of each text that have a partner within the window; returns how many. */
function matchCharacters(a: string, b: string): number {
  const window = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  takenA.fill(0, 0, a.length);
  takenB.fill(0, 0, b.length);
  let count = 0;
  for (let i = 0; i < a.length; i += 1) {
    const unit = a.charCodeAt(i);
    const end = Math.min(b.length, i + window + 1);
    for (let j = Math.max(0, i - window); j < end; j += 1) {
      if (takenB[j] === 1 || unit !== b.charCodeAt(j)) continue;
      takenA[i] = 1;
      takenB[j] = 1;
      count += 1;
      break;
    }
  }
  return count;
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

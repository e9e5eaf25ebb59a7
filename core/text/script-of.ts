const SCRIPTS = [
  'Latin',
  'Cyrillic',
  'Greek',
  'Arabic',
  'Hebrew',
  'Devanagari',
  'Bengali',
  'Thai',
  'Georgian',
  'Armenian',
  'Hangul',
  'Hiragana',
  'Katakana',
  'Han',
] as const;

const PATTERNS = SCRIPTS.map(
  (script) => [script, new RegExp(`\\p{Script=${script}}`, 'u')] as const,
);

/** Kana and Han together write one language. */
const JAPANESE = new Set(['Hiragana', 'Katakana', 'Han']);

/**
 * The script that a text's letters are of, by the Unicode property Script: "Latin", "Cyrillic", … "Japanese" for kana, alone
 * or with Han; "mixed" for several; "other" for one that is not listed; "no letters" for digits and signs alone.
 */
export function scriptOf(text: string): string {
  const found = new Set<string>();
  for (const letter of text.match(/\p{L}/gu) ?? []) {
    if (/\p{Script=Common}|\p{Script=Inherited}/u.test(letter)) continue;
    found.add(PATTERNS.find(([, pattern]) => pattern.test(letter))?.[0] ?? 'other');
  }
  const [first] = found;
  if (first === undefined) return 'no letters';
  if (found.size === 1) return first === 'Hiragana' || first === 'Katakana' ? 'Japanese' : first;
  return [...found].every((script) => JAPANESE.has(script)) ? 'Japanese' : 'mixed';
}

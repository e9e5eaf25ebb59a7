import type { Settings } from '#core/contract/workspace.ts';
import { stripAccents } from './analyse.ts';

/** A language that texts are folded as, by ISO 639-1; `none` knows no language. */
export type Language = Settings['language'];

/** Brings a text into the form in which its letters are compared. */
export type Fold = (text: string) => string;

/** Letters that no normalisation form takes apart, as they are written where they are not at hand. */
const PLAIN_LETTERS: Record<string, string> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', þ: 'th', ð: 'd', đ: 'd', ɖ: 'd', ɗ: 'd', ħ: 'h' },
  ...{ ı: 'i', ɨ: 'i', ȷ: 'j', ĸ: 'k', ƙ: 'k', ł: 'l', ŋ: 'n', ɲ: 'n', ɔ: 'o', ŧ: 't', ɓ: 'b' },
  ...{ ə: 'e', ǝ: 'e', ɛ: 'e', ƒ: 'f', ƴ: 'y', ƶ: 'z', ς: 'σ' },
};
const SPECIAL_LETTER = new RegExp(`[${Object.keys(PLAIN_LETTERS).join('')}]`, 'gu');

/** Decomposed letters that a language writes as two where it lacks them: DIN 5007-2 for German, Retskrivningsordbogen for å. */
const SPELT_OUT: Partial<Record<Language, Record<string, string>>> = {
  de: { 'a\u0308': 'ae', 'o\u0308': 'oe', 'u\u0308': 'ue', ø: 'oe' },
  da: { 'a\u030a': 'aa', 'a\u0308': 'ae', 'o\u0308': 'oe', ø: 'oe' },
  nb: { 'a\u030a': 'aa', 'a\u0308': 'ae', 'o\u0308': 'oe', ø: 'oe' },
};

/** What is elided before a vowel, without its apostrophe. */
const ELIDED: Partial<Record<Language, string>> = {
  fr: 'c|d|j|l|m|n|s|t|qu|jusqu|lorsqu|puisqu|quoiqu',
  it: 'c|d|l|m|s|t|v|un|gl|all|dall|dell|nell|sull|coll|agl|dagl|degl|negl|sugl|quell|quest',
};

const ASCII = /^[\0-\x7f]*$/u;
const APOSTROPHE = /[’‘ʼ′]/gu;

/**
 * How texts of a language are compared: lower case, compatibility forms (full width, ligatures) and accents dropped,
 * every letter with Latin relatives in ASCII, articles that are elided (l'ingénieur) dropped. Punctuation stays for
 * whoever cuts words. Folding twice is folding once, and a text grows to 18 times its length at most (U+FDFA).
 *
 * German and Danish words that differ by ä and a alone are different words (wäre, Ware): so both accepted spellings meet
 * (Müller, Mueller), and Muller is left to the comparison of letters, like any slip. In Swedish and Finnish, where å, ä and
 * ö lose their marks instead, they do here. The four Turkish i meet: capitals are often typed without thinking of the dot.
 *
 * `none` drops case, compatibility forms and accents alone.
 */
export function foldFor(language: Language): Fold {
  if (language === 'none') return foldPlainly;
  const spell = replacer(SPELT_OUT[language]);
  const dropArticles = elision(ELIDED[language]);
  return (text) => dropArticles(ASCII.test(text) ? text.toLowerCase() : letters(text, spell));
}

/** The last step is for compatibility capitals such as 𝐒, which have no lower case of their own. */
function foldPlainly(text: string): string {
  const lower = text.toLowerCase();
  return ASCII.test(lower) ? lower : stripAccents(lower).toLowerCase();
}

function letters(text: string, spell: Fold): string {
  const decomposed = text.normalize('NFKC').toLowerCase().normalize('NFKD');
  return stripAccents(spell(decomposed))
    .replace(SPECIAL_LETTER, (letter) => PLAIN_LETTERS[letter] ?? letter)
    .replace(APOSTROPHE, "'");
}

/** Replaces each key by its value; the given texts are letters, not patterns. */
function replacer(pairs: Record<string, string> | undefined): Fold {
  if (pairs === undefined) return (text) => text;
  const any = new RegExp(Object.keys(pairs).join('|'), 'gu');
  return (text) => text.replace(any, (found) => pairs[found] ?? found);
}

function elision(articles: string | undefined): Fold {
  if (articles === undefined) return (text) => text;
  // At the beginning of a word, and not after the first apostrophe of rock'n'roll.
  const start = "(?<![\\p{L}\\p{N}_]'?)";
  const elided = new RegExp(`${start}(?:(?:${articles})')+(?=[\\p{L}\\p{N}])`, 'gu');
  return (text) => (text.includes("'") ? text.replace(elided, '') : text);
}

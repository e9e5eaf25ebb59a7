/// <reference path="./stopword.d.ts" />
import { dan, deu, eng, fin, fra, ita, nld, nob, pol, por, spa, swe, tur } from 'stopword';
import { words } from './analyse.ts';
import { foldFor, type Language } from './fold.ts';

interface WordList {
  words: readonly string[];
  /**
   * Letters that are words of the language. Others of the list stand for elisions, which folding drops, or for the
   * alphabet; alone, they name things: C and R, size M, vitamin D. So does the English I, a grade in titles.
   */
  letters: string;
  /** Numbers and nouns among the words: in a name they do say something (erster Offizier, Uhr). Tested on folded words. */
  telling?: RegExp;
}

const LISTS: Record<Exclude<Language, 'none'>, WordList> = {
  da: { words: dan, letters: 'i', telling: /^(?:to|tre|fire|fem|seks|syv|otte|ni|ti)$/u },
  de: {
    words: deu,
    letters: '',
    telling:
      /^(?:beispiel|gott|jahre?n?|mann|mensch(?:en)?|mittel|ordnung|sache|schluss|startseite|tage?n?|teil|uhr|zeit|eins|drei|elf|zwoelf|zwanzig|(?:ers|drit)te[nrs]?|achte?[nrs]?|(?:zwei|vier|fuenf|sechs|sieben|neun|zehn)(?:te[nrs]?)?)$/u,
  },
  en: { words: eng, letters: 'a' },
  es: { words: spa, letters: 'aoy' },
  fi: { words: fin, letters: '', telling: /^(?:yksi|kaksi|kolme|ensimmaisen|ensimmainen)$/u },
  fr: { words: fra, letters: 'ay' },
  it: { words: ita, letters: 'aeio' },
  nb: { words: nob, letters: 'i' },
  nl: { words: nld, letters: '' },
  pl: { words: pol, letters: 'aiouwz', telling: /^(?:dwa|dwaj|dwie|dwoje|jeden|jedna|jedno)$/u },
  pt: { words: por, letters: 'aeo' },
  sv: {
    words: swe,
    letters: 'i',
    telling:
      /^(?:beslut|dag(?:ar|arna|en)?|hoger|vanster|noll|tva|tre|tredje|fyra|fjarde|fem|femte|sex|sjatte|sju|sjunde|atta|attonde|nio|nionde|elva|elfte|tolv|tolfte|\w*(?:hundra|tio|tjugo|ton|tusen)\w*)$/u,
  },
  tr: {
    words: tur,
    letters: 'o',
    telling:
      /^(?:bes|dort|alti|yedi|sekiz|dokuz|iki|uc|on|yirmi|otuz|kirk|elli|altmis|yetmis|seksen|doksan|yuz|bin|milyon|milyar|trilyon|katrilyon)$/u,
  },
};

/**
 * Words that say nothing in texts of a language, folded as its texts are: the list of the library `stopword` without what
 * does say something, and every word of `extra`. `none` has no list of its own.
 */
export function stopWordsFor(
  language: Language,
  extra: readonly string[] = [],
): ReadonlySet<string> {
  const fold = foldFor(language);
  const own = extra.flatMap((text) => words(fold(text)));
  return new Set(language === 'none' ? own : [...listed(LISTS[language], fold), ...own]);
}

function listed({ words: list, letters, telling }: WordList, fold: (text: string) => string) {
  // Some lists hold abbreviations with points ("d.h") and stray marks ("und?"): what is not one word is none.
  const single = list.map((word) => words(fold(word))).filter(({ length }) => length === 1);
  return single
    .flat()
    .filter((word) => (word.length === 1 ? letters.includes(word) : telling?.test(word) !== true));
}

/** The words that say something, in their order; all of them where none does, so that "The Who" is still found. */
export function withoutStopWords(
  words: readonly string[],
  stopWords: ReadonlySet<string>,
): string[] {
  const telling = words.filter((word) => !stopWords.has(word));
  return telling.length === 0 ? [...words] : telling;
}

import { words } from './analyse.ts';
import { foldFor, type Language } from './fold.ts';
import { stopWordsFor } from './stop-words.ts';

type Guessable = Exclude<Language, 'none'>;

const NAMES: Record<Guessable, string> = {
  da: 'Danish',
  de: 'German',
  en: 'English',
  es: 'Spanish',
  fi: 'Finnish',
  fr: 'French',
  it: 'Italian',
  nb: 'Norwegian',
  nl: 'Dutch',
  pl: 'Polish',
  pt: 'Portuguese',
  sv: 'Swedish',
  tr: 'Turkish',
};

/** What a text is called whose language its words do not tell. */
export const UNCLEAR = 'unclear';

/** One such word may be a name or an abbreviation: two must agree. */
const LEAST_WORDS = 2;

/**
 * Guesses the language of a text by the words that say nothing: the language of which at least two different ones are
 * there, and more than of any other; else "unclear", as short names mostly are. Elisions that folding drops do not count.
 */
export function languageGuesser(): (text: string) => string {
  const languages = (Object.keys(NAMES) as Guessable[]).map((language) => ({
    name: NAMES[language],
    fold: foldFor(language),
    stopWords: stopWordsFor(language),
  }));
  return (text) => {
    const counts = languages
      .map(({ name, fold, stopWords }) => {
        const found = new Set(words(fold(text)).filter((word) => stopWords.has(word)));
        return { name, count: found.size };
      })
      .sort((a, b) => b.count - a.count);
    const [first, second] = counts;
    if (!first || first.count < LEAST_WORDS || first.count === second?.count) return UNCLEAR;
    return first.name;
  };
}

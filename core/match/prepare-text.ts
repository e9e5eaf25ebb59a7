import { words } from '#core/text/analyse.ts';
import type { TextAnalysis } from '#core/text/language.ts';
import { normaliseText } from '#core/text/normalise.ts';
import { withoutStopWords } from '#core/text/stop-words.ts';

/** The form of a text in which letters and words are compared. */
export type PrepareText = (text: string) => string;

/**
 * Folds as the language does, and normalises what is left. Folded before as well as after: an umlaut must meet the
 * language first, and what normalising brings to light (ligatures, wide letters) second.
 */
export const preparer = ({ fold }: Pick<TextAnalysis, 'fold'>): PrepareText => {
  return (text) => fold(normaliseText(fold(text))).trim();
};

/** What stands between blanks in a prepared text. */
export const tokensOf = (prepared: string): string[] =>
  prepared.split(/\s+/u).filter((token) => token !== '');

/** Words of a prepared text without repeats, and without those that say nothing. */
export const distinctWords = (
  prepared: string,
  { stopWords }: Pick<TextAnalysis, 'stopWords'>,
): string[] => withoutStopWords([...new Set(words(prepared))], stopWords);

/** First letters of two or more words, or '' for fewer. */
export function initials(prepared: string): string {
  const all = words(prepared);
  return all.length < 2 ? '' : all.map((word) => [...word][0] ?? '').join('');
}

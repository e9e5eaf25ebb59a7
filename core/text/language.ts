import { PlumblineError } from '#core/contract/errors.ts';
import { LANGUAGES, type Settings } from '#core/contract/workspace.ts';
import { type Fold, foldFor, type Language } from './fold.ts';
import { stopWordsFor } from './stop-words.ts';

/** How texts are compared by letters and words. */
export interface TextAnalysis {
  language: Language;
  fold: Fold;
  /** Folded. */
  stopWords: ReadonlySet<string>;
}

/** Plain data that a text analysis is made from; kept with a version, so that it answers as it was trained. */
export type TextAnalysisSettings = Pick<Settings, 'language' | 'stopWords'>;

/** The part of the settings that a version keeps: further words sorted, each once, so that equal settings are equal data. */
export function textAnalysisSettings(settings: TextAnalysisSettings): TextAnalysisSettings {
  return { language: settings.language, stopWords: [...new Set(settings.stopWords)].sort() };
}

/** Makes a text analysis ready to use. Throws DAMAGED where this program does not know the language. */
export function textAnalysis({ language, stopWords }: TextAnalysisSettings): TextAnalysis {
  if (!LANGUAGES.includes(language)) throw unknownLanguage(language);
  return { language, fold: foldFor(language), stopWords: stopWordsFor(language, stopWords) };
}

function unknownLanguage(language: string): PlumblineError {
  return new PlumblineError(
    'DAMAGED',
    `This version folds texts as the language "${language}" does, which is not known.`,
    {
      remedy: 'Open it with a newer Plumbline, or train a new version.',
    },
  );
}

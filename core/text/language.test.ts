import { expect, it } from 'vitest';
import { LANGUAGES, Settings } from '#core/contract/workspace.ts';
import { textAnalysis, textAnalysisSettings } from './language.ts';

it.each(LANGUAGES)('answers from stored data as before: %s', (language) => {
  const settings = Settings.parse({ language, stopWords: ['GmbH', 'Åse', 'GmbH'] });
  const kept = textAnalysisSettings(settings);
  expect(kept).toEqual({ language, stopWords: ['GmbH', 'Åse'] });
  const restored = textAnalysis(JSON.parse(JSON.stringify(kept)));
  const { fold, stopWords } = textAnalysis(settings);
  expect(restored.language).toBe(language);
  expect(restored.stopWords).toEqual(stopWords);
  expect(restored.fold('Müller, Åse')).toBe(fold('Müller, Åse'));
});

it('knows no language and no stop words by default', () => {
  const { language, stopWords } = textAnalysis(Settings.parse({}));
  expect(language).toBe('none');
  expect(stopWords.size).toBe(0);
});

it('refuses a language that it does not know', () => {
  const newer = { language: 'eo' as 'none', stopWords: [] };
  expect(() => textAnalysis(newer)).toThrow(expect.objectContaining({ code: 'DAMAGED' }));
});

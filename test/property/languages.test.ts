import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LANGUAGES } from '#core/contract/workspace.ts';
import { foldFor } from '#core/text/fold.ts';
import { answers, smallMatcher, using } from './testing.ts';

const LETTERS = [...'abeilouäöüåøæéñçßłşıàœ', 'th', 'qu'];

const textOf = (letters: string[]) => {
  const word = fc.string({ unit: fc.constantFrom(...letters), minLength: 2, maxLength: 8 });
  return fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
};

it.each(LANGUAGES)(
  '%s: a text finds its entry however the language writes it',
  async (language) => {
    const fold = foldFor(language);
    // Its capital is the I of all other languages, which has another small letter.
    const letters = LETTERS.filter((letter) => language !== 'none' || letter !== 'ı');
    await fc.assert(
      fc.asyncProperty(textOf(letters), async (term) => {
        const entries = [
          { key: 'it', terms: [term] },
          { key: 'z', terms: ['zzyzx'] },
        ];
        const analysis = { language, stopWords: [] };
        await using(smallMatcher(entries, { analysis }), async (matcher) => {
          const spellings = [term, fold(term), term.toUpperCase(), term.normalize('NFD')];
          const found = await answers(matcher, spellings, { mode: 'letters' });
          for (const [best] of found) {
            expect(best?.key).toBe('it');
            expect(best?.lexical).toBeCloseTo(1, 5);
          }
        });
      }),
      { numRuns: 30 },
    );
  },
);

it('words that say nothing are not counted, unless a term has no others', async () => {
  const entries = [
    { key: 'nurse', terms: ['Krankenschwester für die Kinder'] },
    { key: 'film', terms: ['Wie sie und er'] },
  ];
  const analysis = { language: 'de' as const, stopWords: ['KINDER'] };
  await using(smallMatcher(entries, { analysis }), async (matcher) => {
    const counted = [...matcher.index.words.numberOf.keys()].sort();
    expect(counted).toEqual(['er', 'krankenschwester', 'sie', 'und', 'wie']);
    // By letters: the vectors are made up.
    const texts = ['wie sie und er', 'die Krankenschwester'];
    const [film, nurse] = await answers(matcher, texts, { mode: 'letters' });
    expect(film?.[0]?.key).toBe('film');
    expect(nurse?.[0]?.key).toBe('nurse');
  });
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { SearchMode } from '#core/contract/search.ts';
import { matchTogether } from '#core/train/match-texts.ts';
import { answers, dictionary, question, smallMatcher, someModel, using } from './testing.ts';

const mode = fc.constantFrom<SearchMode>('hybrid', 'meaning', 'letters');
const dimensions = fc.integer({ min: 1, max: 40 });
const small = dictionary(0, 25);
/** More than one scan takes at once. */
const texts = fc.array(question, { minLength: 1, maxLength: 40 });
const runs = { numRuns: 40 };

it('many texts are answered as one by one, bit for bit', async () => {
  await fc.assert(
    fc.asyncProperty(
      ...([small, texts, someModel, mode, dimensions] as const),
      async (entries, asked, model, by, width) => {
        await using(smallMatcher(entries, { model, dimensions: width }), async (matcher) => {
          const together = await answers(matcher, asked, { mode: by });
          expect(together).toHaveLength(asked.length);
          for (const [i, text] of asked.entries()) {
            expect([together[i]]).toEqual(await answers(matcher, [text], { mode: by }));
          }
        });
      },
    ),
    runs,
  );
});

it.each([
  // Found by the law above: with a single vector, the multiplication takes another path for some rows of a batch.
  { terms: ['nurse'], width: 142, asked: ['', '', 'nurse'] },
  { terms: ['nurse'], width: 30, asked: ['nurse', '', '', ''] },
  // From 513 dimensions on it does so for more than sixteen queries at once.
  { terms: ['nurse', 'chef', 'data'], width: 640, asked: Array<string>(40).fill('nurse') },
])('$asked.length texts against $terms.length vectors of $width numbers', async (example) => {
  const { terms, width, asked } = example;
  const entries = [{ key: 'a', terms }];
  await using(smallMatcher(entries, { dimensions: width }), async (matcher) => {
    const together = await answers(matcher, asked);
    for (const [i, text] of asked.entries()) {
      expect([together[i]]).toEqual(await answers(matcher, [text]));
    }
  });
});

it('two that ask at the same time get what each gets alone', async () => {
  await fc.assert(
    fc.asyncProperty(small, texts, texts, someModel, async (entries, one, other, model) => {
      await using(smallMatcher(entries, { model }), async (matcher) => {
        const both = await Promise.all([answers(matcher, one), answers(matcher, other)]);
        expect(both).toEqual([await answers(matcher, one), await answers(matcher, other)]);
      });
    }),
    runs,
  );
});

it('texts that mean the same are one text where there is but one', async () => {
  await fc.assert(
    fc.asyncProperty(small, question, someModel, async (entries, text, model) => {
      await using(smallMatcher(entries, { model }), async (matcher) => {
        const options = { k: entries.length };
        const [alone] = await answers(matcher, [text], options);
        expect(await matchTogether(matcher, [text], null, options)).toEqual(alone);
        expect(await matchTogether(matcher, [text, text], null, options)).toEqual(alone);
      });
    }),
    runs,
  );
});

it('whatever is asked, the answer is a ranking of at most k entries, each once', async () => {
  const anything = fc.string({ unit: 'binary', maxLength: 300 });
  const k = fc.integer({ min: 1, max: 10 });
  await fc.assert(
    fc.asyncProperty(small, anything, someModel, k, async (entries, text, model, most) => {
      const [found = []] = await using(smallMatcher(entries, { model }), (matcher) =>
        answers(matcher, [text], { k: most }),
      );
      const keys = found.map(({ key }) => key);
      expect(keys.length).toBeLessThanOrEqual(most);
      expect(new Set(keys).size).toBe(keys.length);
      const known = new Set(entries.map(({ key }) => key));
      expect(keys.filter((key) => !known.has(key))).toEqual([]);
      if (model === null) return;
      const probabilities = found.map(({ probability }) => probability ?? Number.NaN);
      expect(probabilities).toEqual([...probabilities].sort((a, b) => b - a));
      for (const probability of probabilities) {
        expect(probability).toBeGreaterThanOrEqual(0);
        expect(probability).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 100 },
  );
});

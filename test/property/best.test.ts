import fc from 'fast-check';
import { expect, it } from 'vitest';
import { EVIDENCE } from '#core/match/evidence.ts';
import { gatherEvidence } from '#core/match/gather-evidence.ts';
import type { MatchModel } from '#core/match/match-model.ts';
import { evidenceFor, matchOf, rankingOf } from '#core/train/match-texts.ts';
import { answers, dictionary, question, smallMatcher, someModel, using } from './testing.ts';

it('the best k are the first k of a ranking of everything, bit for bit', async () => {
  const asked = fc.array(question, { minLength: 1, maxLength: 5 });
  const k = fc.integer({ min: 0, max: 8 });
  await fc.assert(
    fc.asyncProperty(
      dictionary(0, 40),
      asked,
      someModel,
      k,
      async (entries, texts, model, most) => {
        await using(smallMatcher(entries, { model }), async (matcher) => {
          const found = await answers(matcher, texts, { k: most });
          let i = 0;
          for await (const evidence of evidenceFor(matcher, texts, {})) {
            const ranked = rankingOf(matcher, evidence).slice(0, most);
            expect(found[i]).toEqual(ranked.map((entry) => matchOf(matcher, evidence, entry)));
            i += 1;
          }
          expect(i).toBe(texts.length);
        });
      },
    ),
    { numRuns: 150 },
  );
});

it('most of what is found is left out where the best are far ahead', async () => {
  const terms = ['senior data nurse', ...Array.from({ length: 60 }, (_, i) => `nurse ${i}`)];
  const entries = terms.map((term, i) => ({ key: `${i}`, terms: [term] }));
  await using(smallMatcher(entries), async ({ index }) => {
    const model: MatchModel = {
      evidence: EVIDENCE,
      mean: EVIDENCE.map(() => 0),
      scale: EVIDENCE.map(() => 1),
      weights: EVIDENCE.map(() => 3),
      intercept: 0,
      trainedOn: { pairs: 1, positives: 1, queries: 1, nearMisses: 0 },
    };
    const queries = [{ text: 'senior data nurse' }];
    const options = { candidates: 61, best: { k: 1, model } };
    for await (const evidence of gatherEvidence(index, queries, options)) {
      expect(evidence.retrieved).toBeLessThan(10);
      expect(index.keyOf(evidence.entries[0] ?? -1)).toBe('0');
    }
  });
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { gatherEvidence } from '#core/match/gather-evidence.ts';
import { rankEntries } from '#core/match/rank-entries.ts';
import { JOB_TITLES, smallIndex } from '#core/match/testing.ts';
import { answers, dictionary, question, smallMatcher, someModel, using } from './testing.ts';

const QUERIES = ['nurse', 'software enginer', 'head', 'hrm', 'manager of data', ''];

/** Of each query: keys and terms, best first, with their fused score. */
async function lexicalAnswers(keys: readonly string[]) {
  const index = await smallIndex(
    Object.fromEntries(keys.map((key) => [key, JOB_TITLES[key] ?? []])),
  );
  const all = [];
  const queries = QUERIES.map((text) => ({ text }));
  for await (const evidence of gatherEvidence(index, queries, { candidates: 100 })) {
    const ranked = rankEntries(evidence, null, 60, index.tieRank);
    all.push(
      ranked.map(({ i, entry, score }) => {
        const row = evidence.rows[i] ?? -1;
        const term = row < 0 ? null : index.termOf(row);
        return { key: index.keyOf(entry), term, score: score.toFixed(6) };
      }),
    );
  }
  await index.scan.close();
  return all;
}

it('the order of the entries changes no answer, what is fitted to them included', async () => {
  const keys = Object.keys(JOB_TITLES);
  const expected = await lexicalAnswers(keys);
  const shuffled = fc.shuffledSubarray(keys, { minLength: keys.length });
  await fc.assert(
    fc.asyncProperty(shuffled, async (order) => {
      expect(await lexicalAnswers(order)).toEqual(expected);
    }),
    { numRuns: 30 },
  );
});

it('the order of the entries of any dictionary changes no answer, bit for bit', async () => {
  const orders = dictionary(1, 40).chain((entries) =>
    fc.tuple(
      fc.constant(entries),
      fc.shuffledSubarray(entries, { minLength: entries.length }),
      fc.integer({ min: 1, max: entries.length }),
    ),
  );
  const dimensions = fc.integer({ min: 1, max: 40 });
  await fc.assert(
    fc.asyncProperty(
      ...([
        orders,
        fc.array(question, { minLength: 1, maxLength: 3 }),
        someModel,
        dimensions,
      ] as const),
      async ([entries, shuffled, candidates], texts, model, width) => {
        const options = { model, candidates, dimensions: width };
        const ask = (list: typeof entries) =>
          using(smallMatcher(list, options), (matcher) => answers(matcher, texts));
        expect(await ask(shuffled)).toEqual(await ask(entries));
      },
    ),
    { numRuns: 60 },
  );
});

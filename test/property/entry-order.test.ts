import fc from 'fast-check';
import { expect, it } from 'vitest';
import { gatherEvidence } from '#core/match/gather-evidence.ts';
import { rankEntries } from '#core/match/rank-entries.ts';
import { JOB_TITLES, smallIndex } from '#core/match/testing.ts';

const QUERIES = ['nurse', 'software enginer', 'head', 'hrm', 'manager of data', ''];

/** Of each query: keys and terms, best first, with their fused score. */
async function answers(keys: readonly string[]) {
  const index = await smallIndex(
    Object.fromEntries(keys.map((key) => [key, JOB_TITLES[key] ?? []])),
  );
  const all = [];
  const queries = QUERIES.map((text) => ({ text }));
  for await (const evidence of gatherEvidence(index, queries, { candidates: 100 })) {
    const ranked = rankEntries(evidence, null, 60, index.tieRank);
    all.push(
      ranked.map(({ i, entry, score }) => ({
        key: index.table.keys[entry],
        term: index.table.terms[evidence.rows[i] ?? -1],
        score: score.toFixed(6),
      })),
    );
  }
  await index.scan.close();
  return all;
}

it('the order of the entries in a dictionary changes no answer', async () => {
  const keys = Object.keys(JOB_TITLES);
  const expected = await answers(keys);
  const shuffled = fc.shuffledSubarray(keys, { minLength: keys.length });
  await fc.assert(
    fc.asyncProperty(shuffled, async (order) => {
      expect(await answers(order)).toEqual(expected);
    }),
    { numRuns: 30 },
  );
});

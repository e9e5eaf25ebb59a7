import fc from 'fast-check';
import { expect, it } from 'vitest';
import { planBatches } from './plan-batches.ts';

const plan = (lengths: number[], tokens: number, texts = 100) =>
  planBatches(lengths, { tokens, texts }).map((batch) => [...batch]);

it.each([
  { lengths: [], tokens: 10, batches: [] },
  { lengths: [3, 1, 2], tokens: 100, batches: [[1, 2, 0]] },
  // Two of width 4 fill 8 tokens; a third one would make 12.
  { lengths: [4, 4, 4, 4, 4], tokens: 8, batches: [[0, 1], [2, 3], [4]] },
  // Padding counts: one token and nine tokens are 18, not 10.
  { lengths: [9, 1], tokens: 17, batches: [[1], [0]] },
  // A text over the budget goes alone.
  { lengths: [50, 2, 60], tokens: 10, batches: [[1], [0], [2]] },
])('sorts by length and fills the budget: $lengths in $tokens', ({ lengths, tokens, batches }) => {
  expect(plan(lengths, tokens)).toEqual(batches);
});

it('takes no more texts than allowed', () => {
  expect(plan([1, 1, 1, 1, 1], 1000, 2)).toEqual([[0, 1], [2, 3], [4]]);
});

it('puts every text into exactly one batch, within the limits, shortest first', () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 200 });
  const limit = fc.integer({ min: 1, max: 300 });
  fc.assert(
    fc.property(lengths, limit, fc.integer({ min: 1, max: 20 }), (given, tokens, texts) => {
      const batches = plan(given, tokens, texts);
      const all = batches.flat();
      expect(all.toSorted((a, b) => a - b)).toEqual(given.map((_, position) => position));
      const ordered = all.map((position) => given[position] ?? 0);
      expect(ordered).toEqual(ordered.toSorted((a, b) => a - b));
      for (const batch of batches) {
        const width = Math.max(...batch.map((position) => given[position] ?? 0));
        expect(batch.length).toBeLessThanOrEqual(texts);
        if (batch.length > 1) expect(batch.length * width).toBeLessThanOrEqual(tokens);
      }
    }),
  );
});

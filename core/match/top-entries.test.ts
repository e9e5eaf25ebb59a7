import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tieRanks, topEntries, topOf } from './top-entries.ts';

// Few values, so that ties are frequent.
const scores = fc
  .array(fc.constantFrom(-2, -0.5, 0, 0.25, 0.5, 0.75, 1), { maxLength: 30 })
  .map((list) => Float32Array.from(list));
const keysOf = (count: number) => Array.from({ length: count }, (_, i) => `k${i % 7}-${i}`);

/** The plain way: sort by score, then by key, both descending. */
function sorted(values: Float32Array, keys: readonly string[]): number[] {
  const entries = Array.from(values.keys()).filter((entry) => (values[entry] ?? 0) > 0);
  const byKey = (a: number, b: number) => ((keys[a] ?? '') < (keys[b] ?? '') ? 1 : -1);
  return entries.sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0) || byKey(a, b));
}

describe('topEntries', () => {
  it('equals sorting by score and key, both descending', () => {
    fc.assert(
      fc.property(scores, fc.integer({ min: 0, max: 35 }), (values, k) => {
        const keys = keysOf(values.length);
        const expected = sorted(values, keys);
        expect(topEntries(values, k, tieRanks(keys))).toEqual(expected.slice(0, k));
        const some = Array.from(values.keys()).filter((entry) => entry % 2 === 0);
        expect(topOf(some, values, k, tieRanks(keys))).toEqual(
          expected.filter((entry) => entry % 2 === 0).slice(0, k),
        );
        const even = Uint8Array.from(values, (_, entry) => 1 - (entry % 2));
        expect(topEntries(values, k, tieRanks(keys), even)).toEqual(
          expected.filter((entry) => entry % 2 === 0).slice(0, k),
        );
      }),
    );
  });

  it('does not depend on the order of the input', () => {
    const shuffled = scores.chain((values) => {
      const order = Array.from(values.keys());
      return fc.tuple(fc.constant(values), fc.shuffledSubarray(order, { minLength: order.length }));
    });
    fc.assert(
      fc.property(shuffled, ([values, order]) => {
        const keys = keysOf(values.length);
        const moved = order.map((entry) => keys[entry] ?? '');
        const movedValues = Float32Array.from(order, (entry) => values[entry] ?? 0);
        for (const k of [1, 2, 5]) {
          const here = topEntries(values, k, tieRanks(keys)).map((entry) => keys[entry]);
          const there = topEntries(movedValues, k, tieRanks(moved)).map((entry) => moved[entry]);
          expect(there).toEqual(here);
        }
      }),
    );
  });

  it('leaves its scores as they were', () => {
    const values = Float32Array.from([0.1, 0.9, 0.5]);
    topEntries(values, 2, tieRanks(['a', 'b', 'c']));
    expect(values).toEqual(Float32Array.from([0.1, 0.9, 0.5]));
  });
});

it('tieRanks ranks keys in descending order of code units', () => {
  expect([...tieRanks(['b', 'a', 'é', 'B', '10', '9'])]).toEqual([1, 2, 0, 3, 5, 4]);
  expect([...tieRanks([])]).toEqual([]);
});

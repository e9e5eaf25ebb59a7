import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bestRows, bestScores, bestTerms, hideRows } from './best-terms.ts';

const ENTRIES = 4;
const score = fc.float({ min: -1, max: 1, noNaN: true });
const row = fc.record({
  entry: fc.integer({ min: 0, max: ENTRIES - 1 }),
  a: score,
  b: score,
  hidden: fc.boolean(),
});

/** Scores of two legs over the same rows, some hidden. */
function legs(rows: { entry: number; a: number; b: number; hidden: boolean }[]) {
  const hidden = new Set(rows.flatMap((each, i) => (each.hidden ? [i] : [])));
  const a = Float32Array.from(rows, (each) => each.a);
  const b = Float32Array.from(rows, (each) => each.b);
  hideRows(a, hidden);
  hideRows(b, hidden);
  return { a, b, entryOf: Uint32Array.from(rows, ({ entry }) => entry) };
}

it('equals grouping the shown rows and sorting them', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 20 }), (rows) => {
      const { a, b, entryOf } = legs(rows);
      const { best, support } = bestTerms(a, entryOf, ENTRIES);
      const found = bestRows(a, b, entryOf, ENTRIES);
      expect([...bestScores(a, entryOf, ENTRIES)]).toEqual([...best]);
      for (let entry = 0; entry < ENTRIES; entry += 1) {
        const own = rows.filter((each) => each.entry === entry && !each.hidden);
        const [first = 0, second = 0, third = 0] = own
          .map((each) => Math.max(0, each.a))
          .sort((left, right) => right - left);
        expect(best[entry]).toBe(first);
        expect(support[entry]).toBeCloseTo((first + second + third) / 3, 6);
        const sums = own.map((each) => each.a + each.b);
        const chosen = rows[found[entry] ?? -1];
        if (sums.length === 0) expect(chosen).toBeUndefined();
        else {
          expect(chosen?.hidden).toBe(false);
          expect(chosen?.entry).toBe(entry);
          expect((chosen?.a ?? NaN) + (chosen?.b ?? NaN)).toBe(Math.max(...sums));
        }
      }
    }),
  );
});

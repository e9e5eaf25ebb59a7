import fc from 'fast-check';
import { expect, it } from 'vitest';
import { invertRows, scoreRows } from './sparse-index.ts';

const FEATURES = 6;
const weight = fc.float({ min: -2, max: 2, noNaN: true });
const dense = fc.array(fc.oneof(fc.constant(0), weight), {
  minLength: FEATURES,
  maxLength: FEATURES,
});

function sparse(row: readonly number[]) {
  const held = row.flatMap((value, feature) => (value === 0 ? [] : [[feature, value] as const]));
  return {
    indices: Uint32Array.from(held, ([feature]) => feature),
    values: Float32Array.from(held, ([, value]) => value),
  };
}

it('scores every row by its dot product with the query', () => {
  fc.assert(
    fc.property(fc.array(dense, { maxLength: 8 }), dense, (rows, query) => {
      const postings = invertRows(rows.map(sparse), FEATURES);
      const scores = new Float32Array(rows.length).fill(7); // what an earlier query left
      scoreRows(postings, sparse(query), scores);
      rows.forEach((row, i) => {
        const product = row.reduce((sum, value, f) => sum + value * (query[f] ?? 0), 0);
        expect(scores[i]).toBeCloseTo(product, 4);
      });
    }),
  );
});

it('gives 0 for a query without features', () => {
  const scores = new Float32Array([1, 1]);
  scoreRows(invertRows([sparse([1]), sparse([0])], 1), sparse([]), scores);
  expect([...scores]).toEqual([0, 0]);
});

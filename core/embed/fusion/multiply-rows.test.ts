import fc from 'fast-check';
import { expect, it } from 'vitest';
import { columnsOf, multiplyRows } from './multiply-rows.ts';

const numbers = (length: number) =>
  fc
    .array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: length, maxLength: length })
    .map((values) => Float32Array.from(values));

const D = 5;

it('multiplies as sums by hand do', () => {
  fc.assert(
    fc.property(numbers(D * 7), numbers(D * D), (rows, map) => {
      const products = multiplyRows(rows, columnsOf(map, D), D);
      for (let row = 0; row < 7; row += 1) {
        for (let j = 0; j < D; j += 1) {
          let sum = 0;
          for (let i = 0; i < D; i += 1) sum += (rows[row * D + i] ?? 0) * (map[i * D + j] ?? 0);
          expect(products[row * D + j]).toBe(Math.fround(sum));
        }
      }
    }),
  );
});

it('gives a row the same bits alone and in any batch', () => {
  fc.assert(
    fc.property(numbers(D * 9), numbers(D * D), (rows, map) => {
      const columns = columnsOf(map, D);
      const together = multiplyRows(rows, columns, D);
      for (let row = 0; row < 9; row += 1) {
        const own = multiplyRows(rows.slice(row * D, (row + 1) * D), columns, D);
        expect(own).toEqual(together.slice(row * D, (row + 1) * D));
      }
    }),
  );
});

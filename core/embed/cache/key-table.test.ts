import fc from 'fast-check';
import { expect, it } from 'vitest';
import { appendKey, findKey, newKeyTable } from './key-table.ts';

const key = fc.tuple(fc.nat(9), fc.nat(2), fc.nat(1), fc.nat(1));

it('finds what was appended, the latest of equal ones, and nothing else', () => {
  fc.assert(
    fc.property(fc.array(key, { maxLength: 80 }), fc.array(key), (appended, others) => {
      const table = newKeyTable();
      const numbers = new Map<string, number>();
      for (const words of appended) {
        numbers.set(String(words), appendKey(table, Uint32Array.from([0, 0, 0, 0, ...words]), 1));
      }
      expect(table.size).toBe(appended.length);
      for (const words of [...appended, ...others]) {
        const found = findKey(table, Uint32Array.from(words), 0);
        expect(found).toBe(numbers.get(String(words)) ?? -1);
      }
    }),
  );
});

it('grows, and keeps what it has', () => {
  const table = newKeyTable();
  const keys = Uint32Array.from({ length: 4 * 5000 }, (_, i) => Math.imul(i, 0x9e3779b1));
  for (let n = 0; n < 5000; n += 1) expect(appendKey(table, keys, n)).toBe(n);
  for (let n = 0; n < 5000; n += 1) expect(findKey(table, keys, n)).toBe(n);
  expect(findKey(table, Uint32Array.of(1, 2, 3, 4), 0)).toBe(-1);
});

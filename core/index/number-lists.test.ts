import fc from 'fast-check';
import { expect, it } from 'vitest';
import { listAt, numberLists, positionsOf } from './number-lists.ts';

const number = fc.integer({ min: 0, max: 9 });

it('gives every list back', () => {
  fc.assert(
    fc.property(fc.array(fc.array(number)), (lists) => {
      const packed = numberLists(lists);
      expect(lists.map((_, i) => [...listAt(packed, i)])).toEqual(lists);
      expect([...listAt(packed, lists.length)]).toEqual([]);
    }),
  );
});

it('positionsOf finds every place of a number, ascending', () => {
  fc.assert(
    fc.property(fc.array(number), (numbers) => {
      const found = positionsOf(Uint32Array.from(numbers), 10);
      for (let n = 0; n < 10; n += 1) {
        const expected = numbers.flatMap((each, i) => (each === n ? [i] : []));
        expect([...listAt(found, n)]).toEqual(expected);
      }
    }),
  );
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inFixedOrder } from './fixed-order.ts';

const ordered = (names: readonly string[], seed = 7) =>
  inFixedOrder(names, seed, 'test', (name) => name);
const names = fc.uniqueArray(fc.string(), { maxLength: 40 });

it('does not depend on the order in which things come, nor on what else there is', () => {
  fc.assert(
    fc.property(names, names, fc.integer(), (some, others, seed) => {
      const all = [...new Set([...some, ...others])];
      expect(ordered(all.toReversed(), seed)).toEqual(ordered(all, seed));
      const left = ordered(all, seed).filter((name) => some.includes(name));
      expect(left).toEqual(ordered(some, seed));
    }),
  );
});

it('is another one for another seed, and no order of the alphabet', () => {
  const all = Array.from({ length: 100 }, (_, n) => `query ${n}`);
  expect(ordered(all, 1)).not.toEqual(ordered(all, 2));
  const firstHalf = new Set(all.slice(0, 50));
  const early = ordered(all)
    .slice(0, 50)
    .filter((name) => firstHalf.has(name)).length;
  expect(early).toBeGreaterThan(15);
  expect(early).toBeLessThan(35);
});

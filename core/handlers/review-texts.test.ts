import fc from 'fast-check';
import { expect, it } from 'vitest';
import { seededRandom } from '#core/math/seeded-random.ts';
import { sampledPlaces } from './review-texts.ts';

it('samples as many places as wanted, each once, ascending, the same ones for a seed', () => {
  const sizes = fc
    .nat(300)
    .chain((rows) => fc.tuple(fc.constant(rows), fc.nat(rows), fc.integer()));
  fc.assert(
    fc.property(sizes, ([rows, wanted, seed]) => {
      const places = sampledPlaces(rows, wanted, seededRandom(seed));
      expect(places).toHaveLength(wanted);
      expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
      for (const place of places) expect(place).toBeLessThan(rows);
      expect(sampledPlaces(rows, wanted, seededRandom(seed))).toEqual(places);
    }),
  );
});

it('takes every place as often', () => {
  const taken = new Array<number>(10).fill(0);
  const random = seededRandom(3);
  for (let n = 0; n < 4000; n += 1) {
    for (const place of sampledPlaces(10, 3, random)) taken[place] = (taken[place] ?? 0) + 1;
  }
  // 1,200 each, with a standard deviation of 29.
  for (const times of taken) expect(Math.abs(times - 1200)).toBeLessThan(150);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveSeed, randomInt, seededRandom, shuffle, xoshiro128 } from './seeded-random.ts';

describe('seeded random numbers', () => {
  it('are those of the reference xoshiro128**', () => {
    const next = xoshiro128([1, 2, 3, 4]);
    expect(Array.from({ length: 8 }, next)).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849,
    ]);
  });

  it('repeat for a seed and differ between seeds', () => {
    const draw = (seed: number) => Array.from({ length: 5 }, seededRandom(seed));
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  it('fill [0, 1) evenly', () => {
    const random = seededRandom(1);
    const counts = new Array<number>(10).fill(0);
    for (let i = 0; i < 20_000; i++) {
      const bin = randomInt(random, 10);
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(200);
  });

  it('shuffle keeps every item', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer(), (items, seed) => {
        const shuffled = shuffle(items, seededRandom(seed));
        expect([...shuffled].sort()).toEqual([...items].sort());
      }),
    );
  });

  it('a derived seed depends on the seed and on the label', () => {
    expect(deriveSeed(1, 'bootstrap')).toBe(deriveSeed(1, 'bootstrap'));
    expect(deriveSeed(1, 'bootstrap')).not.toBe(deriveSeed(1, 'shuffle'));
    expect(deriveSeed(1, 'bootstrap')).not.toBe(deriveSeed(2, 'bootstrap'));
  });
});

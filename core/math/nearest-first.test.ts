import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nearestFirst } from './nearest-first.ts';

it('gives what was put in by distance, the lower number first among equals, then -1', () => {
  const distances = fc.array(fc.nat(6), { maxLength: 40 });
  fc.assert(
    fc.property(distances, (distanceOf) => {
      const queue = nearestFirst(distanceOf);
      for (const item of distanceOf.keys()) queue.push(item);
      const wanted = [...distanceOf.keys()].sort(
        (a, b) => (distanceOf[a] ?? 0) - (distanceOf[b] ?? 0) || a - b,
      );
      expect([...wanted, -1, -1].map(() => queue.pop())).toEqual([...wanted, -1, -1]);
    }),
  );
});

it('takes further ones in between', () => {
  const queue = nearestFirst([5, 1, 3]);
  queue.push(0);
  queue.push(2);
  expect(queue.pop()).toBe(2);
  queue.push(1);
  expect([queue.pop(), queue.pop(), queue.pop()]).toEqual([1, 0, -1]);
});

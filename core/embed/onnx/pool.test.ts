import { expect, it } from 'vitest';
import type { Pooling } from '#core/contract/models.ts';
import { pool } from './pool.ts';
import { padBatch } from './token-batch.ts';

// Two texts of three and one token, two dimensions; what stands in padding must not count.
const batch = padBatch([Int32Array.of(5, 6, 7), Int32Array.of(5)], 0);
const states = Float32Array.of(1, -2, 3, 4, 5, -8, -10, 20, 99, 99, 99, 99);

it.each<[Pooling, number[]]>([
  ['mean', [3, -2, -10, 20]],
  ['cls', [1, -2, -10, 20]],
  ['max', [5, 4, -10, 20]],
  ['lasttoken', [5, -8, -10, 20]],
])('%s', (pooling, expected) => {
  expect([...pool(states, batch, pooling)]).toEqual(expected);
});

it.each<Pooling>(['mean', 'max', 'lasttoken'])('%s of no token is zero', (pooling) => {
  const empty = padBatch([new Int32Array(0)], 0);
  expect([...pool(Float32Array.of(4, 4), empty, pooling)]).toEqual([0, 0]);
});

it.each<Pooling>(['mean', 'max', 'cls', 'lasttoken'])('%s does not hide a NaN', (pooling) => {
  const one = padBatch([Int32Array.of(5)], 0);
  expect([...pool(Float32Array.of(Number.NaN, 1), one, pooling)]).toEqual([Number.NaN, 1]);
});

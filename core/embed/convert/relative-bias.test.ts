import { describe, expect, it } from 'vitest';
import { biasByDistance, relativeBucket } from './relative-bias.ts';

describe('relativeBucket', () => {
  // MPNetEncoder.relative_position_bucket of transformers 5.23.0, 32 buckets.
  it.each([
    [-500, 15],
    [-128, 15],
    [-100, 15],
    [-64, 14],
    [-20, 10],
    [-12, 9],
    [-11, 8],
    [-8, 8],
    [-7, 7],
    [-1, 1],
    [0, 0],
    [1, 17],
    [7, 23],
    [8, 24],
    [11, 24],
    [12, 25],
    [16, 26],
    [23, 27],
    [45, 28],
    [64, 30],
    [91, 31],
    [400, 31],
  ])('of distance %i is %i', (distance, bucket) => {
    expect(relativeBucket(distance, 32)).toBe(bucket);
  });
});

describe('biasByDistance', () => {
  it('is the bucket’s row, for each head and distance', () => {
    const table = Float32Array.from({ length: 8 * 2 }, (_, i) => i);
    const bias = biasByDistance(table, 2, 3);
    const buckets = [-2, -1, 0, 1, 2].map((distance) => relativeBucket(distance, 8));
    expect([...bias]).toEqual([...buckets.map((b) => 2 * b), ...buckets.map((b) => 2 * b + 1)]);
  });
});

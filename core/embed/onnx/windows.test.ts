import { expect, it } from 'vitest';
import { windowsOf } from './windows.ts';

const windows = (lengths: number[]) => [...windowsOf(lengths.map((n) => 'x'.repeat(n)))];

it.each<[string, number[], number[][]]>([
  ['nothing', [], []],
  ['a few texts', [3, 0, 5], [[0, 3]]],
  ['as many as fit', Array(4096).fill(1), [[0, 4096]]],
  [
    'one more than fits',
    Array(4097).fill(1),
    [
      [0, 4096],
      [4096, 4097],
    ],
  ],
  [
    'long texts',
    [600_000, 600_000, 5, 2_000_000, 1],
    [
      [0, 2],
      [2, 4],
      [4, 5],
    ],
  ],
])('%s', (_, lengths, expected) => {
  expect(windows(lengths)).toEqual(expected);
});

import { expect, it } from 'vitest';
import type { Manifest } from '#core/contract/versions.ts';
import { heldBytes } from './version-shelf.ts';

const manifestOf = (terms: number, others: number[], dimensions: number) =>
  ({
    space: { dimensions },
    data: {
      ...{ terms, learntTerms: 10 },
      collections: others.map((each, n) => ({ name: `other ${n}`, terms: each })),
    },
  }) as unknown as Manifest;

it.each([
  ['every collection', manifestOf(90, [50, 25], 2), 10_000, 8 * (100 + 50 + 25)],
  ['all but what stays on the disk', manifestOf(90, [50], 2), 799, 8 * 50],
  ['what just fits', manifestOf(90, [], 2), 800, 800],
  ['nothing beyond the budget', manifestOf(90, [], 2), 0, 0],
])('a version holds %s in memory', (_, manifest, budget, bytes) => {
  expect(heldBytes(manifest, budget)).toBe(bytes);
});

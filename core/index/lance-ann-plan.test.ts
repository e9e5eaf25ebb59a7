import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cacheBytesFor, planIndex, probesFor } from './lance-ann-plan.ts';

it.each([
  { rows: 1_000_000, dimensions: 256, kind: 'IVF_RQ', partitions: 244 },
  { rows: 200_000, dimensions: 64, kind: 'IVF_RQ', partitions: 49 },
  { rows: 200_000, dimensions: 56, kind: 'IVF_FLAT', partitions: 49 },
  { rows: 200_000, dimensions: 100, kind: 'IVF_FLAT', partitions: 49 },
  { rows: 1, dimensions: 8, kind: 'IVF_FLAT', partitions: 1 },
])('plans $kind for $rows x $dimensions', ({ rows, dimensions, kind, partitions }) => {
  expect(planIndex(rows, dimensions)).toEqual({ kind, partitions });
});

it.each([
  [0, 244, 1],
  [0.001, 244, 1],
  [0.3, 244, 73],
  [0.999, 244, 244],
  [0.5, 1, 1],
  [1, 244, null],
])('looks through, for effort %d of %d partitions, %s', (effort, partitions, probes) => {
  expect(probesFor(effort, partitions)).toBe(probes);
});

it('looks through no less for more effort, at least one and at most all', () => {
  const effort = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  fc.assert(
    fc.property(effort, effort, fc.integer({ min: 1, max: 10_000 }), (a, b, partitions) => {
      const [less, more] = [Math.min(a, b), Math.max(a, b)].map((e) => probesFor(e, partitions));
      expect(less).toBeGreaterThanOrEqual(1);
      expect(more).toBeGreaterThanOrEqual(less ?? Infinity);
      expect(more).toBeLessThanOrEqual(partitions);
    }),
  );
});

it('keeps far less in memory than the vectors take', () => {
  expect(cacheBytesFor(1_000_000, 256)).toBeLessThan((1_000_000 * 256 * 4) / 8);
  expect(cacheBytesFor(10, 8)).toBe(32 * 2 ** 20);
});

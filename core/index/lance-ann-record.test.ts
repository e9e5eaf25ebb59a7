import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  type IndexRecord,
  readIndexRecord,
  recallAt,
  removeIndexRecord,
  writeIndexRecord,
} from './lance-ann-record.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-ann-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const POINTS = [
  { effort: 0, recall: 0.4 },
  { effort: 0.5, recall: 0.9 },
  { effort: 1, recall: 1 },
];

const RECORD: IndexRecord = {
  kind: 'IVF_RQ',
  partitions: 4,
  rows: 100,
  dimensions: 64,
  candidates: 400,
  sample: 50,
  seed: 1,
  recall: POINTS,
};

it.each([
  [0, 0.4],
  [0.25, 0.65],
  [0.5, 0.9],
  [0.9, 0.98],
  [1, 1],
])('interpolates recall at effort %d', (effort, recall) => {
  expect(recallAt(POINTS, effort)).toBeCloseTo(recall, 10);
});

it('keeps to what was measured beyond its ends', () => {
  const middle = [{ effort: 0.5, recall: 0.8 }];
  expect([recallAt(middle, 0), recallAt(middle, 0.5), recallAt(middle, 1)]).toEqual([
    0.8, 0.8, 0.8,
  ]);
});

it('never leaves the range of the two points around', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(share, share, share, (low, high, effort) => {
      const points = [
        { effort: 0, recall: low },
        { effort: 1, recall: high },
      ];
      const recall = recallAt(points, effort);
      expect(recall).toBeGreaterThanOrEqual(Math.min(low, high) - 1e-12);
      expect(recall).toBeLessThanOrEqual(Math.max(low, high) + 1e-12);
    }),
  );
});

it('reads back what it wrote, and nothing once removed', async () => {
  await writeIndexRecord(folder, RECORD);
  expect(await readIndexRecord(folder)).toEqual(RECORD);
  await removeIndexRecord(folder);
  await removeIndexRecord(folder);
  expect(await readIndexRecord(folder)).toBeNull();
  expect(await readdir(folder)).toEqual([]);
});

it.each([
  ['{"kind": "IVF'],
  ['{}'],
  [JSON.stringify({ ...RECORD, recall: [] })],
  [JSON.stringify({ ...RECORD, partitions: 0 })],
])('refuses %s', async (text) => {
  await writeFile(join(folder, 'ann.json'), text);
  await expect(readIndexRecord(folder)).rejects.toThrow();
});

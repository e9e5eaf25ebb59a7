import { cp, mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dot } from '#core/math/vectors.ts';
import { buildApproximateIndex, openApproximateScan } from './lance-ann.ts';
import { readIndexRecord } from './lance-ann-record.ts';
import { clustered, writeVectors } from './lance-ann-testing.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-ann-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Built once; each damage is done to a copy. */
const whole = { rows: 1500, dimensions: 64 };
const vectors = clustered(whole.rows, whole.dimensions, 1);
let original = '';
beforeAll(async () => {
  original = await mkdtemp(join(tmpdir(), 'plumbline-ann-'));
  await writeVectors(original, vectors, whole.dimensions);
  await buildApproximateIndex(original, whole);
});
afterAll(() => rm(original, { recursive: true, force: true }));

const tableOf = (rows: number, dimensions: number) =>
  writeVectors(folder, clustered(rows, dimensions, 1), dimensions);

/** Every file of the index, with its path. */
async function indexFiles(): Promise<string[]> {
  const below = join(folder, 'terms.lance', '_indices');
  const found = await readdir(below, { recursive: true, withFileTypes: true });
  return found.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
}

describe('an index that cannot be used', () => {
  const { rows, dimensions } = whole;
  const DAMAGE: [string, () => Promise<unknown>, RegExp][] = [
    ['was never built', () => rm(join(folder, 'ann.json')), /^There is no index/],
    ['is of another table', () => writeFile(join(folder, 'ann.json'), OTHER), /^There is no index/],
    ['has a broken record', () => writeFile(join(folder, 'ann.json'), '{'), /cannot be read/],
    [
      'lost its files',
      () => rm(join(folder, 'terms.lance', '_indices'), { recursive: true }),
      /cannot be read|no index/,
    ],
    [
      'has files cut short',
      async () => Promise.all((await indexFiles()).map((file) => truncate(file, 100))),
      /cannot be read/,
    ],
    [
      'has files of rubbish',
      async () =>
        Promise.all((await indexFiles()).map((file) => writeFile(file, 'x'.repeat(5000)))),
      /cannot be read/,
    ],
  ];
  const OTHER = JSON.stringify({
    ...{ kind: 'IVF_RQ', partitions: 1, rows: 7, dimensions, candidates: 400, sample: 50, seed: 1 },
    recall: [{ effort: 0, recall: 1 }],
  });

  it.each(DAMAGE)('and %s: every vector is compared', async (_, damage, why) => {
    await cp(original, folder, { recursive: true });
    await damage();
    const scan = await openApproximateScan(folder, { rows, dimensions, effort: 0.1 });
    try {
      expect(scan).toMatchObject({ exact: true, recall: null, sample: null });
      expect(scan.withoutIndex).toMatch(why);
      const query = vectors.subarray(0, dimensions);
      const [similar] = await scan.scan(query);
      const expected = Float32Array.from({ length: rows }, (__, row) =>
        dot(query, vectors.subarray(row * dimensions, (row + 1) * dimensions)),
      );
      expect(similar?.near?.scores).toEqual(expected.toSorted().reverse().slice(0, 400));
      expect(await similar?.of(Uint32Array.of(3))).toEqual(expected.slice(3, 4));
    } finally {
      await scan.close();
    }
  });
});

describe('vectors that cannot be read', () => {
  const open = (rows: number, dimensions: number, effort = 0.5) =>
    openApproximateScan(folder, { rows, dimensions, effort });

  it('are DAMAGED where there is no table, or another one', async () => {
    await expect(open(10, 8)).rejects.toMatchObject({ code: 'DAMAGED' });
    await tableOf(10, 8);
    await expect(open(11, 8)).rejects.toMatchObject({ code: 'DAMAGED' });
    await expect(open(10, 9)).rejects.toMatchObject({ code: 'DAMAGED' });
    await expect(buildApproximateIndex(folder, { rows: 11, dimensions: 8 })).rejects.toMatchObject({
      code: 'DAMAGED',
    });
  });

  it.each([0.5, 1])('are DAMAGED where the data is cut short, at effort %d', async (effort) => {
    await cp(original, folder, { recursive: true });
    const data = join(folder, 'terms.lance', 'data');
    for (const file of await readdir(data)) await truncate(join(data, file), 200);
    const opening = open(whole.rows, whole.dimensions, effort);
    await expect(opening).rejects.toMatchObject({
      code: 'DAMAGED',
      detail: { remedy: 'Rebuild the index of this version.' },
    });
  });
});

describe('small tables', () => {
  it.each([
    [0, 64],
    [1, 64],
    [2, 64],
    [5, 7],
    [300, 37],
    [300, 64],
  ])('of %d x %d are indexed and searched', async (rows, dimensions) => {
    await tableOf(rows, dimensions);
    await buildApproximateIndex(folder, { rows, dimensions });
    const scan = await openApproximateScan(folder, { rows, dimensions, effort: 0.3 });
    const query = clustered(1, dimensions, 3);
    const [similar] = await scan.scan(query);
    expect(similar?.near?.rows.toSorted()).toEqual(Uint32Array.from({ length: rows }, (_, i) => i));
    expect((await similar?.of(Uint32Array.of(0)))?.length).toBe(1);
    expect(scan.exact).toBe(rows === 0);
    await scan.close();
  });
});

it('stops building when it is told to, and leaves no record', async () => {
  await cp(original, folder, { recursive: true });
  const signal = AbortSignal.abort(new Error('not wanted'));
  await expect(buildApproximateIndex(folder, { ...whole, signal })).rejects.toThrow('not wanted');
  expect(await readIndexRecord(folder)).toBeNull();
  const progress = async (done: number) => {
    if (done === 3) throw new Error('enough');
  };
  await expect(buildApproximateIndex(folder, { ...whole, progress })).rejects.toThrow('enough');
  expect(await readIndexRecord(folder)).toBeNull();
});

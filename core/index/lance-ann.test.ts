import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dot } from '#core/math/vectors.ts';
import { buildApproximateIndex, openApproximateScan } from './lance-ann.ts';
import { readIndexRecord } from './lance-ann-record.ts';
import { clustered, writeVectors } from './lance-ann-testing.ts';

const ROWS = 12_500;
const DIMENSIONS = 64;
const shape = { rows: ROWS, dimensions: DIMENSIONS };
const drawn = clustered(ROWS + 20, DIMENSIONS, 1);
const vectors = drawn.slice(0, ROWS * DIMENSIONS);
/** Drawn as the vectors are, but not among them. */
const queries = drawn.slice(ROWS * DIMENSIONS);
// Two rows of one text, and one of which the embedder knows nothing.
vectors.copyWithin(9000 * DIMENSIONS, 17 * DIMENSIONS, 18 * DIMENSIONS);
vectors.fill(0, 5000 * DIMENSIONS, 5001 * DIMENSIONS);

const rowOf = (matrix: Float32Array, i: number) =>
  matrix.subarray(i * DIMENSIONS, (i + 1) * DIMENSIONS);

/** [ROWS] inner products in plain JavaScript. */
const productsOf = (query: Float32Array) =>
  Float32Array.from({ length: ROWS }, (_, row) => dot(query, rowOf(vectors, row)));

let folder = '';
const progress: [number, number][] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-ann-'));
  await writeVectors(folder, vectors, DIMENSIONS);
  await buildApproximateIndex(folder, {
    ...shape,
    progress: async (done, total) => void progress.push([done, total]),
  });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function withScan(
  effort: number,
  work: (scan: Awaited<ReturnType<typeof openApproximateScan>>) => Promise<void>,
  near?: number,
): Promise<void> {
  const scan = await openApproximateScan(folder, {
    ...{ ...shape, effort },
    ...(near !== undefined && { near }),
  });
  try {
    await work(scan);
  } finally {
    await scan.close();
  }
}

describe('building', () => {
  it('notes what was built and the recall of growing efforts', async () => {
    const record = await readIndexRecord(folder);
    expect(record).toMatchObject({ ...shape, kind: 'IVF_RQ', partitions: 3, sample: 50 });
    const measured = record?.recall ?? [];
    expect(measured.map(({ effort }) => effort)).toEqual([0, 0.1, 0.2, 0.3, 0.5, 0.7, 1]);
    expect(measured[0]?.recall).toBeGreaterThan(0.2);
    expect(measured[0]?.recall).toBeLessThan(0.95);
    expect(measured.at(-1)?.recall).toBeGreaterThan(0.95);
  });

  it('tells how far it is, up to the end', () => {
    expect(progress[0]).toEqual([0, 9]);
    expect(progress.at(-1)).toEqual([9, 9]);
    expect(progress.map(([done]) => done)).toEqual(progress.map(([done]) => done).toSorted());
  });
});

describe('searching', () => {
  it.each([0, 0.5, 0.99])('scores as plain JavaScript does, at effort %d', async (effort) => {
    await withScan(effort, async (scan) => {
      expect(scan).toMatchObject({ ...shape, exact: false, sample: 50, withoutIndex: null });
      for (const [q, { all, near }] of (await scan.scan(queries)).entries()) {
        const expected = productsOf(rowOf(queries, q));
        expect(all).toBeNull();
        expect(near?.rows.length).toBe(400);
        expect(new Set(near?.rows).size).toBe(400);
        expect(near?.scores).toEqual(
          Float32Array.from(near?.rows ?? [], (row) => expected[row] ?? 0),
        );
        expect(near?.scores).toEqual(near?.scores.toSorted().reverse());
      }
    });
  });

  it('finds exactly the nearest at effort 1', async () => {
    await withScan(1, async (scan) => {
      expect(scan).toMatchObject({ exact: true, recall: null, sample: null, withoutIndex: null });
      for (const [q, { near }] of (await scan.scan(queries)).entries()) {
        const expected = productsOf(rowOf(queries, q));
        expect(near?.scores).toEqual(expected.toSorted().reverse().slice(0, 400));
      }
    });
  });

  it('finds no less with more effort, and about what its recall says', async () => {
    const found: number[] = [];
    for (const effort of [0, 0.5, 0.99]) {
      await withScan(effort, async (scan) => {
        let hits = 0;
        for (const [q, { near }] of (await scan.scan(queries)).entries()) {
          const tenth = productsOf(rowOf(queries, q)).toSorted().reverse()[9] ?? 0;
          hits += near?.scores.slice(0, 10).filter((score) => score >= tenth).length ?? 0;
        }
        const recall = hits / (10 * 20);
        found.push(recall);
        expect(Math.abs(recall - (scan.recall ?? 0))).toBeLessThan(0.2);
      });
    }
    expect(found).toEqual(found.toSorted((a, b) => a - b));
    expect(found[0]).toBeLessThan(found[2] ?? 0);
    expect(found[2]).toBeGreaterThan(0.95);
  });

  it('gives each query of a batch what it gets alone, and as many rows as were asked for', async () => {
    await withScan(
      0.5,
      async (scan) => {
        const batch = await scan.scan(queries);
        for (const q of [0, 7, 19]) {
          const [alone] = await scan.scan(rowOf(queries, q));
          expect(alone?.near).toEqual(batch[q]?.near);
          expect(alone?.near?.rows.length).toBe(25);
        }
      },
      25,
    );
  });

  it('says the inner product of any row, exactly, whatever was found', async () => {
    await withScan(0, async (scan) => {
      const query = rowOf(queries, 0).slice();
      const [similar] = await scan.scan(query);
      const expected = productsOf(query);
      // The caller may use its array again.
      query.fill(9);
      const near = similar?.near?.rows ?? new Uint32Array(0);
      const some = Uint32Array.from({ length: 3000 }, (_, i) => (i * 7919) % ROWS);
      const rows = Uint32Array.of(
        ...some,
        17,
        17,
        9000,
        5000,
        0,
        ROWS - 1,
        ...near.slice(0, 5),
        8192,
      );
      const products = await similar?.of(rows);
      expect(products).toEqual(Float32Array.from(rows, (row) => expected[row] ?? Number.NaN));
      expect(await similar?.of(Uint32Array.of())).toEqual(Float32Array.of());
      expect(await similar?.of(Uint32Array.of(ROWS + 3, 17))).toEqual(
        Float32Array.of(0, expected[17] ?? 0),
      );
    });
  });

  it('does no work for a call that was aborted before its turn', async () => {
    await withScan(0.5, async (scan) => {
      const abort = new AbortController();
      const first = scan.scan(queries);
      const second = scan.scan(queries, abort.signal);
      abort.abort(new Error('not wanted'));
      await expect(second).rejects.toThrow('not wanted');
      expect(await first).toHaveLength(20);
      await expect(scan.scan(queries, AbortSignal.abort(new Error('late')))).rejects.toThrow(
        'late',
      );
      expect(await scan.scan(rowOf(queries, 0))).toHaveLength(1);
    });
  });

  it('closes twice, after what it was asked', async () => {
    const scan = await openApproximateScan(folder, { ...shape, effort: 0.5 });
    const asked = scan.scan(queries);
    await Promise.all([scan.close(), scan.close()]);
    expect(await asked).toHaveLength(20);
    await scan.close();
    await expect(scan.scan(queries)).rejects.toThrow('closed');
  });

  it('answers with a cache that holds next to nothing', async () => {
    const scan = await openApproximateScan(folder, { ...shape, effort: 0.99, cacheBytes: 2 ** 16 });
    const [similar] = await scan.scan(rowOf(queries, 0));
    expect(similar?.near?.rows.length).toBe(400);
    await scan.close();
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { Matrix } from 'ml-matrix';
import { PCA } from 'ml-pca';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Embedder } from '#core/embed/embedder.ts';
import { embedTexts } from '#core/embed/embedder.ts';
import { readSafetensors, writeSafetensors } from '#core/interop/safetensors.ts';
import { seededRandom } from '#core/math/seeded-random.ts';
import { dot, norm } from '#core/math/vectors.ts';
import { type DensePca, fitDensePca } from './dense-pca.ts';
import { pcaFromArrays, pcaToArrays } from './pca-arrays.ts';
import { projectRows } from './project-rows.ts';
import { reduced } from './reduced.ts';

interface Golden {
  X: number[][];
  mean: number[];
  components: number[][];
  projected: number[][];
  explained_variance: number[];
  explained_variance_ratio: number[];
}
const goldenFile = join(import.meta.dirname, '../../../test/golden/pca.json');
const golden = JSON.parse(readFileSync(goldenFile, 'utf8')) as Golden;

const flat = (rows: readonly (readonly number[])[]) => Float32Array.from(rows.flat());
const component = ({ features, dimensions, components }: DensePca, c: number) =>
  Array.from({ length: features }, (_, i) => components[i * dimensions + c] ?? Number.NaN);

function expectNear(ours: ArrayLike<number>, theirs: readonly number[], tolerance = 1e-6) {
  expect(ours).toHaveLength(theirs.length);
  for (const [i, value] of theirs.entries()) {
    expect(Math.abs((ours[i] ?? Number.NaN) - value)).toBeLessThan(tolerance);
  }
}

function randomRows(n: number, width: number, seed: number): number[][] {
  const random = seededRandom(seed);
  return Array.from({ length: n }, () =>
    Array.from({ length: width }, (_, i) => Math.fround((2 * random() - 1) / (1 + i))),
  );
}

/** Gives each text, a row number, its row. */
function rowEmbedder(rows: readonly (readonly number[])[]): Embedder {
  return {
    dimensions: rows[0]?.length ?? 0,
    async *batches(texts) {
      for (const [position, text] of texts.entries()) {
        const vectors = Float32Array.from(rows[Number(text)] ?? []);
        yield { positions: Uint32Array.of(position), vectors };
      }
    },
    async close() {},
  };
}

describe('golden numbers of scikit-learn', () => {
  const dimensions = golden.mean.length;
  const count = golden.components.length;
  let pca: DensePca;
  let signs: number[];
  beforeAll(async () => {
    pca = await fitDensePca(flat(golden.X), { dimensions, components: count });
    signs = golden.components.map((theirs, c) => Math.sign(dot(theirs, component(pca, c))));
  });

  it('components up to their sign, mean, variances', () => {
    expect(pca.dimensions).toBe(count);
    for (const [c, theirs] of golden.components.entries()) {
      const ours = component(pca, c).map((value) => value * (signs[c] ?? 0));
      expectNear(ours, theirs);
    }
    expectNear(pca.mean, golden.mean);
    expectNear(pca.explainedVariance, golden.explained_variance, 1e-5);
    const ratios = pca.explainedVariance.map((value) => value / pca.totalVariance);
    expectNear(ratios, golden.explained_variance_ratio);
  });

  it('projection, and its unit vectors as an embedder', async () => {
    const projected = projectRows(pca, flat(golden.X));
    const texts = golden.X.map((_, row) => String(row));
    const units = await embedTexts(reduced(rowEmbedder(golden.X), pca), texts, 'term');
    for (const [row, theirs] of golden.projected.entries()) {
      const signed = theirs.map((value, c) => value * (signs[c] ?? 0));
      expectNear(projected.subarray(row * count, (row + 1) * count), signed, 1e-5);
      const unit = signed.map((value) => value / norm(theirs));
      expectNear(units.subarray(row * count, (row + 1) * count), unit);
    }
  });
});

describe('fitDensePca', () => {
  it('is the PCA of ml-pca on the whole matrix, far from the origin too', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 30 }),
        fc.integer({ min: 1, max: 8 }),
        fc.constantFrom(0, 5, 300),
        fc.integer({ min: 1, max: 1e6 }),
        async (n, width, shift, seed) => {
          const rows = randomRows(n, width, seed).map((row) =>
            row.map((v) => Math.fround(v + shift)),
          );
          const pca = await fitDensePca(flat(rows), { dimensions: width, components: width });
          const exact = new PCA(new Matrix(rows), { center: true, scale: false }).getEigenvalues();
          expectNear(pca.explainedVariance, exact.slice(0, pca.dimensions), 1e-9);
          for (let a = 0; a < pca.dimensions; a += 1) {
            for (let b = 0; b <= a; b += 1) {
              const product = dot(component(pca, a), component(pca, b));
              expect(product).toBeCloseTo(a === b ? 1 : 0, 5);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('does not depend on the order of the rows', async () => {
    const rows = randomRows(50, 6, 3);
    const options = { dimensions: 6, components: 6 };
    const forward = await fitDensePca(flat(rows), options);
    const backward = await fitDensePca(flat([...rows].reverse()), options);
    expectNear(backward.components, [...forward.components]);
  });

  it.each([
    [0.5, 1],
    [0.9, 3],
    [0.97, 5],
    [1, 6],
  ])('keeps components up to a share of the variance: %f', async (share, count) => {
    const rows = randomRows(400, 6, 9);
    const pca = await fitDensePca(flat(rows), { dimensions: 6, components: { share } });
    const kept = pca.explainedVariance.reduce((sum, value) => sum + value, 0);
    expect(kept / pca.totalVariance).toBeGreaterThanOrEqual(share - 1e-9);
    const last = pca.explainedVariance.at(-1) ?? 0;
    expect((kept - last) / pca.totalVariance).toBeLessThan(share);
    expect(pca.dimensions).toBe(count);
  });

  it('keeps no more components than the rows have variance in', async () => {
    const pca = await fitDensePca(flat(randomRows(4, 9, 2)), { dimensions: 9, components: 8 });
    expect(pca.dimensions).toBe(3);
  });

  it.each([
    ['no rows', []],
    ['one row', [[1, 0, 2]]],
    [
      'equal rows',
      [
        [1, 2, 3],
        [1, 2, 3],
        [1, 2, 3],
      ],
    ],
    [
      'unknown texts only',
      [
        [0, 0, 0],
        [0, 0, 0],
      ],
    ],
  ])('finds nothing to tell apart in %s', async (_, rows) => {
    const pca = await fitDensePca(flat(rows), { dimensions: 3, components: 2 });
    expect(pca.dimensions).toBe(1);
    expect([...projectRows(pca, Float32Array.of(1, 2, 3))]).toEqual([0]);
  });

  it('leaves unknown texts out, and unknown', async () => {
    const rows = randomRows(20, 4, 5);
    const options = { dimensions: 4, components: 2 };
    const pca = await fitDensePca(flat([...rows, [0, 0, 0, 0]]), options);
    expect(pca).toEqual(await fitDensePca(flat(rows), options));
    expect([...projectRows(pca, new Float32Array(4))]).toEqual([0, 0]);
  });

  it('can be stopped', async () => {
    const stop = () => Promise.reject(new Error('stopped'));
    const options = { dimensions: 4, components: 2 };
    await expect(fitDensePca(flat(randomRows(9, 4, 1)), options, stop)).rejects.toThrow('stopped');
  });
});

it('a row is projected the same whatever stands beside it', async () => {
  const pca = await fitDensePca(flat(randomRows(30, 5, 7)), { dimensions: 5, components: 3 });
  const rows = [...randomRows(6, 5, 8), [0, 0, 0, 0, 0], ...randomRows(2, 5, 9)];
  const together = projectRows(pca, flat(rows));
  const alone = rows.map((row) => [...projectRows(pca, flat([row]))]);
  expect(together).toEqual(flat(alone));
});

describe('storing', () => {
  let pca: DensePca;
  beforeAll(async () => {
    pca = await fitDensePca(flat(randomRows(30, 5, 7)), { dimensions: 5, components: 3 });
  });

  it('gives back the same projection', () => {
    const stored = readSafetensors(writeSafetensors(pcaToArrays(pca)), 'pca.safetensors');
    const arrays = Object.fromEntries(stored) as ReturnType<typeof pcaToArrays>;
    expect(pcaFromArrays(arrays)).toEqual(pca);
  });

  it.each(['components', 'mean', 'explainedVariance', 'totalVariance'])('misses %s', (name) => {
    const arrays = pcaToArrays(pca);
    delete arrays[name];
    expect(() => pcaFromArrays(arrays)).toThrow(`no array "${name}"`);
    const wrong = { ...pcaToArrays(pca), [name]: { shape: [9], data: new Float32Array(9) } };
    expect(() => pcaFromArrays(wrong)).toThrow('does not fit');
  });
});

it('reduced refuses a projection of another width', async () => {
  const pca = await fitDensePca(flat(randomRows(30, 5, 7)), { dimensions: 5, components: 3 });
  expect(() => reduced(rowEmbedder([[1, 2]]), pca)).toThrow('5 dimensions, but the model gives 2');
});

import fc from 'fast-check';
import { Matrix } from 'ml-matrix';
import { PCA } from 'ml-pca';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '#core/math/seeded-random.ts';
import { dot, norm } from '#core/math/vectors.ts';
import type { SparseVector } from '#core/text/tfidf.ts';
import { explainedShare, fitSparsePca, projectSparse, type SparsePca } from './sparse-pca.ts';

function sparse(row: readonly number[]): SparseVector {
  const held = row.flatMap((value, feature) => (value === 0 ? [] : [[feature, value] as const]));
  return {
    indices: Uint32Array.from(held, ([feature]) => feature),
    values: Float32Array.from(held, ([, value]) => value),
  };
}

/** n × features numbers between -1 and 1, the given share of them 0. */
function matrix(n: number, features: number, zeros: number, seed: number): number[][] {
  const random = seededRandom(seed);
  const value = () => (random() < zeros ? 0 : Math.fround(2 * random() - 1));
  return Array.from({ length: n }, () => Array.from({ length: features }, value));
}

const pcaOf = (rows: number[][], dimensions: number, oversampling = 32, seed = 5) =>
  fitSparsePca(rows.map(sparse), rows[0]?.length ?? 0, {
    dimensions,
    oversampling,
    random: seededRandom(seed),
  });

const component = ({ features, dimensions, components }: SparsePca, c: number) =>
  Array.from({ length: features }, (_, feature) => components[feature * dimensions + c] ?? NaN);

const shape = fc.record({
  n: fc.integer({ min: 2, max: 12 }),
  features: fc.integer({ min: 1, max: 10 }),
  dimensions: fc.integer({ min: 1, max: 12 }),
  zeros: fc.double({ min: 0, max: 0.9, noNaN: true }),
  seed: fc.integer({ min: 1, max: 1e6 }),
});

describe('fitSparsePca', () => {
  it('has orthonormal components, or zeros where no variance is left', async () => {
    await fc.assert(
      fc.asyncProperty(shape, async ({ n, features, dimensions, zeros, seed }) => {
        const pca = await pcaOf(matrix(n, features, zeros, seed), dimensions);
        const most = Math.min(n, features, dimensions);
        expect(pca.dimensions).toBe(pca.totalVariance === 0 ? 1 : most);
        for (let a = 0; a < pca.dimensions; a += 1) {
          const length = norm(component(pca, a));
          expect(length < 0.5 ? 0 : 1).toBeCloseTo(length, 5);
          if (length < 0.5) expect(pca.explainedVariance[a]).toBeCloseTo(0, 9);
          for (let b = 0; b < a; b += 1) {
            expect(dot(component(pca, a), component(pca, b))).toBeCloseTo(0, 5);
          }
        }
      }),
    );
  });

  it('is the exact PCA of ml-pca on small matrices', async () => {
    await fc.assert(
      fc.asyncProperty(shape, async ({ n, features, dimensions, zeros, seed }) => {
        const rows = matrix(n, features, zeros, seed);
        const pca = await pcaOf(rows, dimensions);
        const exact = new PCA(new Matrix(rows), { center: true, scale: false });
        const variances = exact.getEigenvalues();
        const total = variances.reduce((sum, variance) => sum + variance, 0);
        expect(pca.totalVariance).toBeCloseTo(total, 9);
        const vectors = exact.getEigenvectors();
        pca.explainedVariance.forEach((variance, c) => {
          const value = variances[c] ?? 0;
          expect(variance).toBeCloseTo(value, 6);
          // Equal variances share a plane, in which any two directions will do.
          const near = [variances[c - 1] ?? 9, variances[c + 1] ?? 0];
          if (near.some((other) => Math.abs(other - value) < 0.01)) return;
          expect(Math.abs(dot(component(pca, c), vectors.getColumn(c)))).toBeCloseTo(1, 5);
        });
      }),
    );
  });

  it('keeps a component that has a millionth of the variance', async () => {
    // Found by the property above: seed 1570858577, path 1:2:0:18:6:6:6:6:6:5:5:5:7:6:10:5:5:5:8:5:5:5:8:8:6:6:11.
    const rows = matrix(7, 4, 0.8167301032226534, 7);
    const exact = new PCA(new Matrix(rows), { center: true, scale: false }).getEigenvalues();
    const { explainedVariance } = await pcaOf(rows, 3);
    explainedVariance.forEach((variance, c) => {
      expect(variance).toBeCloseTo(exact[c] ?? 0, 9);
    });
    expect(explainedVariance.at(-1)).toBeGreaterThan(1e-6);
  });

  it('comes near the exact variances where it does approximate', async () => {
    const rows = matrix(120, 60, 0.7, 3).map((row) => row.map((value, f) => value / (1 + f)));
    const exact = new PCA(new Matrix(rows), { center: true, scale: false }).getEigenvalues();
    const { explainedVariance } = await pcaOf(rows, 4, 8);
    explainedVariance.forEach((variance, c) => {
      expect(variance / (exact[c] ?? 0)).toBeGreaterThan(0.98);
      expect(variance).toBeLessThan((exact[c] ?? 0) * (1 + 1e-9));
    });
  });

  it('keeps all of the variance with all of the components, and less with fewer', async () => {
    const rows = matrix(20, 8, 0.3, 6);
    const shares = [];
    for (const dimensions of [1, 3, 8]) shares.push(explainedShare(await pcaOf(rows, dimensions)));
    expect(shares).toEqual([...shares].sort());
    expect(shares[0]).toBeLessThan(0.6);
    expect(shares[2]).toBeCloseTo(1, 9);
    expect(explainedShare(await pcaOf([[1, 2]], 2))).toBe(0);
  });

  it('gives the same for the same seed', async () => {
    const rows = matrix(60, 50, 0.5, 8);
    expect(await pcaOf(rows, 5, 2, 1)).toEqual(await pcaOf(rows, 5, 2, 1));
    expect(await pcaOf(rows, 5, 2, 1)).not.toEqual(await pcaOf(rows, 5, 2, 2));
  });

  it.each([
    ['no rows', []],
    ['one row', [[1, 0, 2]]],
    [
      'equal rows',
      [
        [1, 2],
        [1, 2],
        [1, 2],
      ],
    ],
    [
      'empty rows',
      [
        [0, 0],
        [0, 0],
      ],
    ],
  ])('finds nothing to tell apart in %s', async (_, rows) => {
    const pca = await pcaOf(rows, 3);
    expect(pca.dimensions).toBeGreaterThan(0);
    expect(pca.totalVariance).toBeCloseTo(0, 12);
    const features = pca.features;
    const projected = projectSparse(pca, sparse(new Array<number>(features).fill(1)));
    expect([...projected]).toEqual(new Array(pca.dimensions).fill(0));
  });
});

it('projectSparse centres, projects and scales to length 1', async () => {
  const rows = matrix(9, 6, 0.3, 2);
  const pca = await pcaOf(rows, 3);
  const mean = Array.from({ length: 6 }, (_, f) =>
    rows.reduce((sum, row) => sum + (row[f] ?? 0) / rows.length, 0),
  );
  for (const row of rows) {
    const centred = row.map((value, f) => value - (mean[f] ?? 0));
    const direct = [0, 1, 2].map((c) => dot(centred, component(pca, c)));
    const ours = projectSparse(pca, sparse(row));
    direct.forEach((value, c) => {
      expect(ours[c]).toBeCloseTo(value / norm(direct), 5);
    });
  }
});

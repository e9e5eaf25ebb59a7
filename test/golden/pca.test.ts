import { expect, it } from 'vitest';
import { fitSparsePca, projectSparse } from '#core/embed/lexical/sparse-pca.ts';
import { seededRandom } from '#core/math/seeded-random.ts';
import { dot } from '#core/math/vectors.ts';
import golden from './pca.json' with { type: 'json' };

const FEATURES = golden.mean.length;
const DIMENSIONS = golden.components.length;
const TOLERANCE = 1e-6;

const rows = golden.X.map((row) => ({
  indices: Uint32Array.from(row.keys()),
  values: Float32Array.from(row),
}));
// With the oversampling as many directions as there are features: nothing is approximated.
const pca = await fitSparsePca(rows, FEATURES, {
  dimensions: DIMENSIONS,
  oversampling: FEATURES - DIMENSIONS,
  random: seededRandom(1),
});
const component = (c: number) =>
  Array.from({ length: FEATURES }, (_, feature) => pca.components[feature * DIMENSIONS + c] ?? NaN);
/** Of each component, as theirs has it. */
const signs = golden.components.map((theirs, c) => Math.sign(dot(theirs, component(c))));

function expectAll(ours: ArrayLike<number>, theirs: readonly number[]) {
  expect(ours).toHaveLength(theirs.length);
  theirs.forEach((value, i) => {
    expect(Math.abs((ours[i] ?? Number.NaN) - value)).toBeLessThan(TOLERANCE);
  });
}

it('keeps as many components as asked for', () => {
  expect(pca.dimensions).toBe(DIMENSIONS);
});

it('components, up to their sign', () => {
  golden.components.forEach((theirs, c) => {
    expectAll(
      component(c).map((value) => value * (signs[c] ?? 0)),
      theirs,
    );
  });
});

it('mean, along each component', () => {
  const theirs = golden.components.map((direction) => dot(direction, golden.mean));
  expectAll(
    pca.meanProjection.map((value, c) => value * (signs[c] ?? 0)),
    theirs,
  );
});

it('explained variance and its ratio', () => {
  expectAll(pca.explainedVariance, golden.explained_variance);
  const ratios = pca.explainedVariance.map((variance) => variance / pca.totalVariance);
  expectAll(ratios, golden.explained_variance_ratio);
});

it('projection, which the product scales to length 1', () => {
  rows.forEach((row, i) => {
    const theirs = golden.projected[i] ?? [];
    const length = Math.hypot(...theirs);
    const ours = projectSparse(pca, row).map((value, c) => value * (signs[c] ?? 0));
    expectAll(
      ours,
      theirs.map((value) => value / length),
    );
  });
});

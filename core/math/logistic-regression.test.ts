import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { solvePositiveDefinite } from './linear-solve.ts';
import { fitLogisticRegression, predictLogistic } from './logistic-regression.ts';
import { seededRandom } from './seeded-random.ts';
import { sigmoid } from './special-functions.ts';

function sample(n: number, weights: number[], intercept: number, seed: number) {
  const random = seededRandom(seed);
  const x = new Float64Array(n * weights.length).map(() => random() * 4 - 2);
  const y = Array.from({ length: n }, (_, row) => {
    const score = weights.reduce((sum, w, i) => sum + w * (x[row * weights.length + i] ?? 0), 0);
    return random() < sigmoid(score + intercept) ? 1 : 0;
  });
  return { x, y };
}

describe('logistic regression', () => {
  it('recovers the weights that made the data', async () => {
    const { x, y } = sample(20_000, [1.5, -0.5], 0.3, 1);
    const model = await fitLogisticRegression(x, y);
    expect(model.weights[0]).toBeCloseTo(1.5, 0);
    expect(model.weights[1]).toBeCloseTo(-0.5, 1);
    expect(predictLogistic(model, [2, -2])).toBeGreaterThan(0.9);
  });

  it('a weight of two is the same as the row twice', async () => {
    const { x, y } = sample(60, [1], 0, 2);
    const twice = await fitLogisticRegression([...x, ...x], [...y, ...y]);
    const weighted = await fitLogisticRegression(x, y, { sampleWeight: y.map(() => 2) });
    expect(weighted.weights[0]).toBeCloseTo(twice.weights[0] ?? 0, 9);
    expect(weighted.intercept).toBeCloseTo(twice.intercept, 9);
  });

  it('the gradient is zero where it stops, whatever the data', async () => {
    const datasets = fc.record({ seed: fc.integer(), n: fc.integer({ min: 2, max: 60 }) });
    await fc.assert(
      fc.asyncProperty(datasets, async ({ seed, n }) => {
        const { x, y } = sample(n, [2, 0], 1, seed);
        const model = await fitLogisticRegression(x, y, { l2: 0.5 });
        const gradient = [0.5 * (model.weights[0] ?? 0), 0.5 * (model.weights[1] ?? 0)];
        for (const [row, label] of y.entries()) {
          const features = [x[row * 2] ?? 0, x[row * 2 + 1] ?? 0];
          const residual = predictLogistic(model, features) - label;
          for (const [i, value] of features.entries()) {
            gradient[i] = (gradient[i] ?? 0) + residual * value;
          }
        }
        expect(Math.hypot(...gradient)).toBeLessThan(1e-6);
      }),
      { numRuns: 50 },
    );
  });

  it('stays finite on a constant column and on separable data', async () => {
    const model = await fitLogisticRegression([0, 1, 0, 1, 0, 2, 0, 3], [0, 0, 1, 1]);
    expect(model.weights[0]).toBe(0);
    expect(Number.isFinite(model.weights[1])).toBe(true);
    const oneClass = await fitLogisticRegression([1, 2, 3], [1, 1, 1]);
    expect(predictLogistic(oneClass, [2])).toBeGreaterThan(0.99);
  });

  it('lets others run and stops when they say so', async () => {
    const { x, y } = sample(5000, [1], 0, 3);
    const breathe = () => Promise.reject(new Error('cancelled'));
    await expect(fitLogisticRegression(x, y, { breathe })).rejects.toThrow('cancelled');
  });

  it('refuses sizes that do not agree', async () => {
    await expect(fitLogisticRegression([1, 2, 3], [0, 1])).rejects.toThrow(RangeError);
  });
});

describe('solving a symmetric system', () => {
  it('solves it', () => {
    const x = solvePositiveDefinite(new Float64Array([4, 0, 2, 3]), new Float64Array([2, 4]));
    // Only the lower triangle is read: A = [[4, 2], [2, 3]].
    expect(x[0]).toBeCloseTo(-0.25, 12);
    expect(x[1]).toBeCloseTo(1.5, 12);
  });

  it('leaves a direction without curvature where it is', () => {
    const x = solvePositiveDefinite(new Float64Array([0, 0, 0, 4]), new Float64Array([0, 8]));
    expect([...x]).toEqual([0, 2]);
  });
});

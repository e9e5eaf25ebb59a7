import { Matrix } from 'ml-matrix';
import { PCA } from 'ml-pca';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '#core/math/seeded-random.ts';
import { momentsOf, principalAxes, project } from './principal-axes.ts';
import { zipfWeights } from './zipf-weights.ts';

const WIDTH = 6;
const N = 40;
const random = seededRandom(11);
const rows = Float32Array.from(
  { length: N * WIDTH },
  (_, i) => (random() - 0.3) * (1 + (i % WIDTH)),
);
const chosen = [...new Array(N).keys()].filter((row) => row % 3 !== 0);
const breathe = async () => {};
const row = (of: Float32Array, at: number, width: number) => [
  ...of.subarray(at * width, (at + 1) * width),
];

describe('principal axes', () => {
  it('project as ml-pca does on the rows themselves', async () => {
    const direct = new PCA(new Matrix(chosen.map((at) => row(rows, at, WIDTH))));
    const expected = direct.predict(new Matrix(chosen.map((at) => row(rows, at, WIDTH))));
    const projection = principalAxes(await momentsOf(rows, WIDTH, chosen, breathe), 3, 0);
    const ours = await project(rows, projection, chosen, breathe);
    for (const [i, at] of chosen.entries()) {
      row(ours, at, 3).forEach((value, axis) => {
        expect(Math.abs(value)).toBeCloseTo(Math.abs(expected.get(i, axis)), 4);
      });
    }
  });

  it('leave rows that were not chosen at zero', async () => {
    const projection = principalAxes(await momentsOf(rows, WIDTH, chosen, breathe), 3, 0);
    const ours = await project(rows, projection, chosen, breathe);
    expect(row(ours, 3, 3)).toEqual([0, 0, 0]);
  });

  it('without the first ones are the next ones', async () => {
    const moments = await momentsOf(rows, WIDTH, chosen, breathe);
    const all = principalAxes(moments, WIDTH, 0);
    const rest = principalAxes(moments, 3, 2);
    expect([...rest.axes]).toEqual([...all.axes.subarray(2 * WIDTH, 5 * WIDTH)]);
  });

  it('are no more than there are', async () => {
    const moments = await momentsOf(rows, WIDTH, chosen, breathe);
    expect(principalAxes(moments, 100, 2).dimensions).toBe(WIDTH - 2);
  });
});

describe('Zipf weights', () => {
  it('are a / (a + p) by hand', () => {
    const sum = 1 + 1 / 2 + 1 / 3;
    const a = 0.1;
    const expected = [1, 2, 3].map((rank) => a / (a + 1 / rank / sum));
    [...zipfWeights(3, a)].forEach((weight, i) => {
      expect(weight).toBeCloseTo(expected[i] ?? Number.NaN, 12);
    });
  });

  it('rise with the rank', () => {
    const weights = zipfWeights(500, 1e-4);
    for (let i = 1; i < weights.length; i += 1) {
      expect(weights[i]).toBeGreaterThan(weights[i - 1] ?? 1);
    }
  });
});

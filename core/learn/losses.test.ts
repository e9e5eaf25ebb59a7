import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contrastiveLoss } from './contrastive-loss.ts';
import { cosentLoss } from './cosent-loss.ts';
import { matrix } from './multiply.ts';
import { beforeUnit, unitRows } from './unit-rows.ts';

const STEP = 1e-3;

/** The slope of `f` by each of `values`, by differences. */
function slopes(values: readonly number[], f: (values: Float32Array) => number): number[] {
  return values.map((_, i) => {
    const moved = (by: number) => f(Float32Array.from(values, (v, j) => (i === j ? v + by : v)));
    return (moved(STEP) - moved(-STEP)) / (2 * STEP);
  });
}

const cosine = fc.double({ min: -1, max: 1, noNaN: true });

describe('contrastiveLoss', () => {
  it('is log n where all candidates look alike, and nearly 0 where the right one stands out', () => {
    const alike = contrastiveLoss(matrix(1, 4), new Uint8Array(4), 0.05);
    expect(alike.loss).toBeCloseTo(Math.log(4), 6);
    const clear = contrastiveLoss(
      matrix(1, 3, Float32Array.of(1, -1, -1)),
      new Uint8Array(3),
      0.05,
    );
    expect(clear.loss).toBeLessThan(1e-6);
  });

  it('has the gradient that differences give', () => {
    fc.assert(
      fc.property(fc.array(cosine, { minLength: 8, maxLength: 8 }), (values) => {
        const leftOut = Uint8Array.of(0, 0, 1, 0, 0, 0, 0, 1);
        const at = (some: Float32Array) => contrastiveLoss(matrix(2, 4, some), leftOut, 0.5);
        const { gradient } = at(Float32Array.from(values));
        slopes(values, (some) => at(some).loss).forEach((slope, i) => {
          expect(gradient.values[i]).toBeCloseTo(slope, 2);
        });
        expect([gradient.values[2], gradient.values[7]]).toEqual([0, 0]);
      }),
    );
  });

  it('is 0 for no anchor', () => {
    expect(contrastiveLoss(matrix(0, 0), new Uint8Array(0), 0.05).loss).toBe(0);
  });
});

describe('cosentLoss', () => {
  it('is 0 where nothing is to be ordered', () => {
    const { loss, gradient } = cosentLoss(Float32Array.of(0.3, -0.4), [1, 1]);
    expect([loss, ...gradient]).toEqual([0, 0, 0]);
  });

  it('is small where the order is right, and about the margin where it is wrong', () => {
    expect(cosentLoss(Float32Array.of(0.9, 0.1), [1, 0]).loss).toBeLessThan(1e-6);
    expect(cosentLoss(Float32Array.of(0.1, 0.9), [1, 0]).loss).toBeCloseTo(16, 4);
  });

  it('has the gradient that differences give', () => {
    const near = fc.double({ min: -0.2, max: 0.2, noNaN: true });
    fc.assert(
      fc.property(fc.array(near, { minLength: 4, maxLength: 4 }), (values) => {
        const grades = [1, 0.5, 0.5, 0];
        const { gradient } = cosentLoss(Float32Array.from(values), grades);
        const by = slopes(values, (some) => cosentLoss(some, grades).loss);
        by.forEach((slope, i) => {
          expect(gradient[i]).toBeCloseTo(slope, 1);
        });
      }),
    );
  });
});

describe('unitRows', () => {
  it('leaves a row of zeros, which then has no gradient', () => {
    const rows = unitRows(matrix(2, 2, Float32Array.of(3, 4, 0, 0)));
    expect([...rows.unit.values]).toEqual([Math.fround(0.6), Math.fround(0.8), 0, 0]);
    const gradient = beforeUnit(rows, matrix(2, 2, Float32Array.of(1, 0, 1, 1)));
    expect([...gradient.values.subarray(2)]).toEqual([0, 0]);
  });

  it('has the gradient that differences give', () => {
    const far = fc.double({ min: 0.2, max: 2, noNaN: true });
    fc.assert(
      fc.property(fc.array(far, { minLength: 3, maxLength: 3 }), (values) => {
        const f = (some: Float32Array) => {
          const { unit } = unitRows(matrix(1, 3, some));
          return (unit.values[0] as number) - 2 * (unit.values[2] as number);
        };
        const rows = unitRows(matrix(1, 3, Float32Array.from(values)));
        const gradient = beforeUnit(rows, matrix(1, 3, Float32Array.of(1, 0, -2)));
        slopes(values, f).forEach((slope, i) => {
          expect(gradient.values[i]).toBeCloseTo(slope, 1);
        });
      }),
    );
  });
});

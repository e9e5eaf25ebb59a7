import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dot, norm, normaliseRows } from './vectors.ts';

describe('vectors', () => {
  it('dot and norm', () => {
    expect(dot([1, 2, 3], [4, 5, 6])).toBe(32);
    expect(norm(new Float32Array([3, 4]))).toBe(5);
  });

  it('rows become unit vectors, zero rows stay zero', () => {
    const rows = normaliseRows(new Float32Array([3, 4, 0, 0, 0, -2]), 2);
    expect([...rows].map((x) => Math.round(x * 1e6) / 1e6)).toEqual([0.6, 0.8, 0, 0, 0, -1]);
  });

  it('every row has length 1 or 0', () => {
    const matrix = fc.array(fc.float({ min: -100, max: 100, noNaN: true }), {
      minLength: 12,
      maxLength: 12,
    });
    fc.assert(
      fc.property(matrix, (values) => {
        const rows = normaliseRows(new Float32Array(values), 3);
        for (let i = 0; i < 4; i++) {
          const length = norm(rows.subarray(i * 3, i * 3 + 3));
          if (length !== 0) expect(length).toBeCloseTo(1, 5);
        }
      }),
    );
  });
});

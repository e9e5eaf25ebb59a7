import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kendallTauB, pearson, spearman } from './correlation.ts';

const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 8 })), {
  minLength: 2,
  maxLength: 40,
});

/** The definition, pair by pair. */
function slowTauB(x: number[], y: number[]): number | null {
  let [agreement, untiedX, untiedY] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < i; j++) {
      const dx = Math.sign((x[i] ?? 0) - (x[j] ?? 0));
      const dy = Math.sign((y[i] ?? 0) - (y[j] ?? 0));
      agreement += dx * dy;
      untiedX += dx * dx;
      untiedY += dy * dy;
    }
  }
  return untiedX === 0 || untiedY === 0 ? null : agreement / Math.sqrt(untiedX * untiedY);
}

describe('correlation', () => {
  it('is null where one side is constant', () => {
    expect([pearson([1, 1], [1, 2]), spearman([1], [1]), kendallTauB([1, 2], [3, 3])]).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('is null for equal numbers that no float holds, and for what overflows', () => {
    expect(pearson([0.1, 0.1, 0.1], [1, 2, 3])).toBeNull();
    expect(pearson([1, 2, 3], [0.1, 0.1, 0.1])).toBeNull();
    expect(pearson([1e300, -1e300], [1, 2])).toBeNull();
  });

  it("Kendall's tau-b is its definition, pair by pair", () => {
    fc.assert(
      fc.property(rows, (list) => {
        const [x, y] = [list.map(([a]) => a), list.map(([, b]) => b)];
        const slow = slowTauB(x, y);
        if (slow === null) expect(kendallTauB(x, y)).toBeNull();
        else expect(kendallTauB(x, y)).toBeCloseTo(slow, 10);
      }),
    );
  });

  it('is symmetric, changes sign with one side, and ranks ignore the scale', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const [x, y] = [list.map(([a]) => a), list.map(([, b]) => b)];
        for (const measure of [pearson, spearman, kendallTauB]) {
          const value = measure(x, y);
          if (value === null) continue;
          expect(measure(y, x)).toBeCloseTo(value, 10);
          const negative = measure(
            x.map((a) => -a),
            y,
          );
          expect(negative).toBeCloseTo(-value, 10);
        }
        const stretched = x.map((a) => Math.exp(a));
        expect(spearman(stretched, y)).toEqual(spearman(x, y));
      }),
    );
  });
});

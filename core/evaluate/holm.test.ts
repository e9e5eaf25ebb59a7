import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holm } from './holm.ts';

const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 });

describe("Holm's adjustment", () => {
  // statsmodels 0.15.0, multipletests(p, method="holm")
  it.each([
    [
      [0.04, 0.01, 0.03],
      [0.06, 0.03, 0.06],
    ],
    [
      [0.01, 0.04, 0.03, 0.005],
      [0.03, 0.06, 0.06, 0.02],
    ],
    [
      [0.9, 0.8],
      [1, 1],
    ],
    [
      [0.0001, 0.5, 0.02, 0.02, 0.049, 0.2],
      [0.0006, 0.5, 0.1, 0.1, 0.147, 0.4],
    ],
    [[], []],
  ])('of %j is %j', (values, expected) => {
    const adjusted = holm(values);
    expect(adjusted).toHaveLength(expected.length);
    for (const [i, value] of expected.entries()) expect(adjusted[i]).toBeCloseTo(value, 12);
  });

  it('lowers no p value, exceeds neither 1 nor Bonferroni, and keeps the order', () => {
    fc.assert(
      fc.property(pValues, (values) => {
        const adjusted = holm(values);
        for (const [i, p] of values.entries()) {
          expect(adjusted[i]).toBeGreaterThanOrEqual(p);
          expect(adjusted[i]).toBeLessThanOrEqual(Math.min(1, p * values.length));
          for (const [j, other] of values.entries()) {
            if (p < other) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j] ?? 0);
          }
        }
      }),
    );
  });
});

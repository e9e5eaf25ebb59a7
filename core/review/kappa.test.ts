import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreementTable, cohensKappa } from './kappa.ts';

const table = (yesYes: number, yesNo: number, noYes: number, noNo: number) => ({
  ...{ yesYes, yesNo, noYes, noNo },
});

describe("Cohen's kappa", () => {
  // By hand. 20/5/10/15: observed 35/50 = 0.7, chance 0.5 · 0.6 + 0.5 · 0.4 = 0.5. Standard error (Fleiss, Cohen and Everitt):
  // 0.4 (0.5 - 1.1 · 0.3)² + 0.3 (0.5 - 0.9 · 0.3)² + 0.3² (0.1 · 1.1² + 0.2 · 0.9²) - 0.05² = 0.0504; √(0.0504 / 50) / 0.25 = 0.1270.
  // 45/15/25/15: observed 0.6, chance 0.6 · 0.7 + 0.4 · 0.3 = 0.54. 25/35/5/35: 0.6, 0.6 · 0.3 + 0.4 · 0.7 = 0.46.
  it.each([
    [table(20, 5, 10, 15), 0.4],
    [table(45, 15, 25, 15), 0.06 / 0.46],
    [table(25, 35, 5, 35), 0.14 / 0.54],
    [table(0, 5, 5, 0), -1],
    [table(5, 5, 5, 5), 0],
  ])('of %j', (counts, kappa) => {
    expect(cohensKappa(counts)?.value).toBeCloseTo(kappa, 12);
  });

  it('says nothing where one reviewer always says the same', () => {
    for (const counts of [
      table(5, 0, 3, 0),
      table(5, 3, 0, 0),
      table(0, 0, 4, 2),
      table(7, 0, 0, 0),
    ])
      expect(cohensKappa(counts)).toBeNull();
  });

  it('has the interval of the large-sample standard error', () => {
    const interval = cohensKappa(table(20, 5, 10, 15));
    expect(interval?.lower).toBeCloseTo(0.4 - 1.959964 * 0.1269961, 5);
    expect(interval?.upper).toBeCloseTo(0.4 + 1.959964 * 0.1269961, 5);
  });

  it('does not promise too much where two never differ', () => {
    // Clopper-Pearson of 10 of 10 begins at 0.025^(1/10) = 0.6915; chance is 0.5.
    const interval = cohensKappa(table(5, 0, 0, 5));
    expect(interval?.value).toBe(1);
    expect(interval?.lower).toBeCloseTo((0.025 ** 0.1 - 0.5) / 0.5, 9);
  });

  it.each([
    ['no pairs', table(0, 0, 0, 0)],
    ['the same one thing always', table(12, 0, 0, 0)],
  ])('says nothing of %s', (_, counts) => {
    expect(cohensKappa(counts)).toBeNull();
  });

  const counts = fc.tuple(fc.nat(200), fc.nat(200), fc.nat(200), fc.nat(200));

  it('lies in its interval and within -1 and 1, never NaN', () => {
    fc.assert(
      fc.property(counts, (cells) => {
        const kappa = cohensKappa(table(...cells));
        if (kappa === null) return;
        expect(kappa.lower).toBeGreaterThanOrEqual(-1);
        expect(kappa.upper).toBeLessThanOrEqual(1);
        expect(kappa.lower).toBeLessThanOrEqual(kappa.value + 1e-12);
        expect(kappa.value).toBeLessThanOrEqual(kappa.upper + 1e-12);
      }),
    );
  });

  it('is the same whoever comes first, and whatever is called yes', () => {
    fc.assert(
      fc.property(counts, ([a, b, c, d]) => {
        const kappa = cohensKappa(table(a, b, c, d));
        for (const other of [table(a, c, b, d), table(d, c, b, a)]) {
          const same = cohensKappa(other);
          expect(same === null).toBe(kappa === null);
          if (!kappa || !same) continue;
          expect(same.value).toBeCloseTo(kappa.value, 9);
          expect(same.lower).toBeCloseTo(kappa.lower, 9);
        }
      }),
    );
  });
});

describe('agreementTable', () => {
  it('counts what both said', () => {
    const both = [
      ['yes', 'yes'],
      ['yes', 'no'],
      ['yes', 'no'],
      ['no', 'no'],
    ] as const;
    expect(agreementTable(both)).toEqual(table(1, 2, 0, 1));
  });
});

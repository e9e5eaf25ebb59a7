import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measurePoint } from './operating-point.ts';

const pair = (probability: number, isYes: boolean) => ({ probability, isYes });
const at = (threshold: number | null) => ({
  ...{ rule: 'best-f1' as const, title: 'Best F1', threshold },
});
const costs = { wrongAcceptCost: 10, missedMatchCost: 1 };

describe('an operating point', () => {
  const pairs = [pair(0.9, true), pair(0.8, false), pair(0.6, true), pair(0.2, true)];

  it('accepts at and above its threshold, and counts what that costs', () => {
    const point = measurePoint(at(0.8), pairs, costs);
    expect(point).toMatchObject({ accepted: 2, f1: 2 / 5, cost: (10 + 2) / 4 });
    expect(point.precision?.value).toBe(0.5);
    expect(point.recall?.value).toBeCloseTo(1 / 3, 12);
    // Clopper-Pearson, 1 of 2.
    expect(point.precision?.lower).toBeCloseTo(0.0126, 4);
    expect(point.precision?.upper).toBeCloseTo(0.9874, 4);
  });

  it.each([
    [at(null), pairs, { accepted: 0, precision: null, f1: 0, cost: 3 / 4 }],
    [at(0.95), pairs, { accepted: 0, precision: null, recall: { value: 0 } }],
    [at(0.1), [pair(0.5, false)], { accepted: 1, recall: null, f1: 0, cost: 10 }],
    [
      at(0.9),
      [pair(0.5, false)],
      { accepted: 0, precision: null, recall: null, f1: null, cost: 0 },
    ],
    [at(0.5), [], { precision: null, recall: null, f1: null, cost: null }],
  ])('%j on %j is %j: nothing is divided by nothing', (point, list, expected) => {
    expect(measurePoint(point, list, costs)).toMatchObject(expected);
  });

  it('loses no recall and rejects no less when its threshold falls', () => {
    const list = fc.array(
      fc.record({ probability: fc.double({ min: 0, max: 1, noNaN: true }), isYes: fc.boolean() }),
      { minLength: 1, maxLength: 40 },
    );
    const threshold = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(list, threshold, threshold, (some, a, b) => {
        const low = measurePoint(at(Math.min(a, b)), some, costs);
        const high = measurePoint(at(Math.max(a, b)), some, costs);
        expect(low.accepted).toBeGreaterThanOrEqual(high.accepted);
        expect(low.recall?.value ?? 0).toBeGreaterThanOrEqual(high.recall?.value ?? 0);
      }),
    );
  });
});

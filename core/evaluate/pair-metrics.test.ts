import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  averagePrecision,
  brierScore,
  logLoss,
  pairMetrics,
  precisionRecallF1,
  rocAuc,
} from './pair-metrics.ts';
import { expectedCalibrationError, reliabilityBins } from './reliability.ts';

const pairs = fc.array(
  fc.record({
    probability: fc.integer({ min: 0, max: 20 }).map((x) => x / 20),
    isYes: fc.boolean(),
  }),
  { minLength: 1, maxLength: 80 },
);

describe('pair metrics', () => {
  it('equal scores count half in the ROC', () => {
    expect(rocAuc([0.5, 0.5], [1, 0])).toBe(0.5);
    expect(rocAuc([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1])).toBe(0.75);
  });

  it('a missing class gives null, not a number', () => {
    expect([rocAuc([0.5], [1]), averagePrecision([0.5], [0])]).toEqual([null, null]);
    expect(pairMetrics([], 0.5)).toBeNull();
    const oneClass = pairMetrics([{ probability: 0.4, isYes: true }], 0.5);
    expect(oneClass).toMatchObject({
      n: 1,
      positives: 1,
      precision: 0,
      recall: 0,
      f1: 0,
      roc_auc: null,
    });
  });

  it('a certain mistake costs much, not infinitely much', () => {
    expect(logLoss([0], [1])).toBeCloseTo(-Math.log(1e-15), 6);
    expect(brierScore([0, 1], [1, 1])).toBe(0.5);
  });

  it('a pair at the threshold is accepted', () => {
    expect(precisionRecallF1([0.5, 0.4, 0.9], [1, 1, 0], 0.5)).toEqual({
      precision: 0.5,
      recall: 0.5,
      f1: 0.5,
    });
  });

  it('is the same for every order of the pairs, and within its bounds', () => {
    fc.assert(
      fc.property(pairs, fc.double({ min: 0, max: 1, noNaN: true }), (list, threshold) => {
        const metrics = pairMetrics(list, threshold);
        const reversed = pairMetrics([...list].reverse(), threshold);
        for (const [name, value] of Object.entries(metrics ?? {})) {
          const other = (reversed as Record<string, number | null> | null)?.[name];
          if (value === null) expect(other).toBeNull();
          else expect(other).toBeCloseTo(value, 10);
          expect(value ?? 0).toBeGreaterThanOrEqual(0);
          if (name !== 'n' && name !== 'positives' && name !== 'log_loss') {
            expect(value ?? 0).toBeLessThanOrEqual(1 + 1e-12);
          }
        }
      }),
    );
  });
});

describe('reliability', () => {
  const p = [0.05, 0.1, 0.1, 0.95, 1];
  const y = [0, 1, 0, 1, 1];

  it('bins of equal width leave out the empty ones', () => {
    const bins = reliabilityBins(p, y, { strategy: 'width' });
    expect(bins.map(({ lower, upper, count }) => [lower, upper, count])).toEqual([
      [0, 0.1, 1],
      [0.1, 0.2, 2],
      [0.9, 1, 2],
    ]);
    expect(bins[1]?.observed.value).toBe(0.5);
  });

  it('bins of equal mass keep equal probabilities together', () => {
    const bins = reliabilityBins(p, y, { bins: 2, strategy: 'mass' });
    expect(bins.map(({ count }) => count)).toEqual([3, 2]);
    expect(reliabilityBins([0.5, 0.5, 0.5], [1, 0, 1])).toMatchObject([
      { lower: 0.5, upper: 0.5, count: 3 },
    ]);
  });

  it('every pair is in one bin and the interval holds the observed share', () => {
    fc.assert(
      fc.property(pairs, fc.constantFrom('width', 'mass'), (list, strategy) => {
        const probabilities = list.map(({ probability }) => probability);
        const labels = list.map(({ isYes }) => (isYes ? 1 : 0));
        const bins = reliabilityBins(probabilities, labels, { strategy });
        expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(list.length);
        for (const { lower, upper, predicted, observed } of bins) {
          expect(predicted).toBeGreaterThanOrEqual(lower - 1e-12);
          expect(predicted).toBeLessThanOrEqual(upper + 1e-12);
          expect(observed.lower).toBeLessThanOrEqual(observed.value);
          expect(observed.upper).toBeGreaterThanOrEqual(observed.value);
        }
      }),
    );
  });

  it('a forecast that is always right has no calibration error', () => {
    expect(expectedCalibrationError(reliabilityBins([0, 0, 1, 1], [0, 0, 1, 1]))).toBe(0);
    expect(expectedCalibrationError([])).toBe(0);
  });
});

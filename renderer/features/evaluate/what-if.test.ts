import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Metrics, PrecisionRecall } from '#core/contract/index.ts';
import { moved } from './threshold-steps.ts';
import { cutAt, outcomeOf, wilson, withOwnCuts } from './what-if.ts';

const curve: PrecisionRecall = {
  pairs: 10,
  positives: 5,
  averagePrecision: 0.9,
  cuts: [
    { threshold: 0.95, accepted: 2, correct: 2 },
    { threshold: 0.8, accepted: 4, correct: 3 },
    { threshold: 0.5, accepted: 6, correct: 4 },
    { threshold: 0.1, accepted: 10, correct: 5 },
  ],
};
const own = { accept: 0.8, reject: 0.3 };

describe('outcomeOf', () => {
  it('counts what each band would hold', () => {
    expect(outcomeOf(curve, own)).toMatchObject({
      accepted: 4,
      review: 2,
      rejected: 4,
      matches: { accepted: 3, review: 1, rejected: 1 },
      precision: { value: 0.75 },
      recall: { value: 0.6 },
      lost: { value: 0.2 },
    });
  });

  it('accepts and rejects nothing without thresholds', () => {
    expect(outcomeOf(curve, { accept: null, reject: null })).toMatchObject({
      accepted: 0,
      review: 10,
      rejected: 0,
      precision: null,
      lost: { value: 0 },
    });
  });

  it('has no recall where there is no match', () => {
    const hopeless: PrecisionRecall = {
      pairs: 2,
      positives: 0,
      averagePrecision: null,
      cuts: [{ threshold: 0.4, accepted: 2, correct: 0 }],
    };
    expect(outcomeOf(hopeless, { accept: 0.4, reject: null })).toMatchObject({
      precision: { value: 0 },
      recall: null,
      lost: null,
    });
  });

  it('puts every pair into one band', () => {
    const threshold = fc.option(fc.double({ min: 0, max: 1, noNaN: true }));
    fc.assert(
      fc.property(threshold, threshold, (a, b) => {
        const thresholds = moved({ accept: a, reject: null }, 'reject', b);
        const { accepted, review, rejected } = outcomeOf(curve, thresholds);
        expect(accepted + review + rejected).toBe(curve.pairs);
        expect(Math.min(accepted, review, rejected)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('wilson', () => {
  it('agrees with the published example and stays within bounds', () => {
    // Newcombe, Statistics in Medicine 17 (1998), table I: 81 of 263.
    expect(wilson(81, 263)?.lower).toBeCloseTo(0.2553, 4);
    expect(wilson(81, 263)?.upper).toBeCloseTo(0.3662, 4);
    expect(wilson(0, 20)).toMatchObject({ value: 0, lower: 0 });
    expect(wilson(20, 20)).toMatchObject({ value: 1, upper: 1 });
    expect(wilson(0, 0)).toBeNull();
  });
});

describe('cutAt', () => {
  it.each([
    [1, 0],
    [0.95, 2],
    [0.94, 2],
    [0.8, 4],
    [0, 10],
    [null, 0],
  ])('from %s on there are %i pairs', (threshold, accepted) => {
    expect(cutAt(curve.cuts, threshold).accepted).toBe(accepted);
  });
});

describe('withOwnCuts', () => {
  const share = (value: number) => ({ value, lower: 0, upper: 1 });
  const bands = {
    accept: { count: 5, share: 0.5, precision: share(0.8) },
    review: { count: 2, share: 0.2, precision: share(0) },
    reject: { count: 3, share: 0.3, precision: share(1 / 3) },
    thresholds: { accept: 0.7, reject: 0.2 },
  } as Metrics['bands'];

  it('knows exactly what the version’s own thresholds do', () => {
    const { cuts } = withOwnCuts(curve, bands);
    expect(cuts.map(({ threshold }) => threshold)).toEqual([0.95, 0.8, 0.7, 0.5, 0.2, 0.1]);
    expect(cuts[2]).toEqual({ threshold: 0.7, accepted: 5, correct: 4 });
    expect(cuts[4]).toEqual({ threshold: 0.2, accepted: 7, correct: 4 });
  });

  it('leaves the curve alone where the bands are of another test set or set no threshold', () => {
    expect(withOwnCuts({ ...curve, pairs: 11 }, bands).cuts).toEqual(curve.cuts);
    const none = { ...bands, thresholds: { ...bands.thresholds, accept: null, reject: null } };
    expect(withOwnCuts(curve, none).cuts).toEqual(curve.cuts);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrated, calibrationKind, fitCalibration } from './calibration.ts';
import { applyIsotonic, fitIsotonic } from './isotonic.ts';
import { applyPlatt, fitPlatt } from './platt.ts';

const judged = fc.array(
  fc.tuple(
    fc.integer({ min: -20, max: 20 }).map((x) => x / 4),
    fc.constantFrom(0, 1),
  ),
  { minLength: 1, maxLength: 60 },
);
const columns = (pairs: [number, number][]) =>
  [pairs.map(([score]) => score), pairs.map(([, label]) => label)] as const;

describe('isotonic', () => {
  it('pools what falls, keeps what rises', () => {
    const fit = fitIsotonic([1, 2, 3, 4, 5], [0, 1, 0, 1, 1]);
    expect(fit).toMatchObject({ x: [1, 2, 3, 4, 5], y: [0, 0.5, 0.5, 1, 1] });
    expect(applyIsotonic(fit, 1.5)).toBe(0.25);
    expect([applyIsotonic(fit, -9), applyIsotonic(fit, 9)]).toEqual([0, 1]);
  });

  it('rises, keeps the mean, and does not depend on the order of the judgments', () => {
    fc.assert(
      fc.property(judged, (pairs) => {
        const [scores, labels] = columns(pairs);
        const fit = fitIsotonic(scores, labels);
        for (let i = 1; i < fit.y.length; i++) {
          expect(fit.y[i]).toBeGreaterThanOrEqual(fit.y[i - 1] ?? 0);
          expect(fit.x[i]).toBeGreaterThan(fit.x[i - 1] ?? 0);
        }
        const total = scores.reduce((sum, score) => sum + applyIsotonic(fit, score), 0);
        expect(total).toBeCloseTo(
          labels.reduce((a, b) => a + b, 0),
          9,
        );
        const [otherScores, otherLabels] = columns([...pairs].reverse());
        expect(fitIsotonic(otherScores, otherLabels)).toEqual(fit);
      }),
    );
  });
});

describe('platt', () => {
  it('stays finite where the scores separate the labels', async () => {
    const fit = await fitPlatt([-2, -1, 1, 2], [0, 0, 1, 1]);
    expect(applyPlatt(fit, 2)).toBeGreaterThan(0.6);
    expect(applyPlatt(fit, 2)).toBeLessThan(0.99);
    expect(applyPlatt(fit, 0)).toBeCloseTo(0.5, 9);
  });

  it('leaves log-odds as they are where there is nothing to learn from', async () => {
    expect(await fitPlatt([], [])).toEqual({ kind: 'platt', slope: 1, intercept: 0 });
  });
});

describe('calibration', () => {
  it('gives probabilities, whatever the judgments', async () => {
    await fc.assert(
      fc.asyncProperty(judged, fc.constantFrom('platt', 'isotonic'), async (pairs, kind) => {
        const [scores, labels] = columns(pairs);
        const calibration = await fitCalibration(kind, scores, labels);
        for (const score of [-100, 0, 0.1, 100]) {
          const p = calibrated(calibration, score);
          expect(p).toBeGreaterThanOrEqual(0);
          expect(p).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('is a sigmoid under 1,000 judgments and isotonic from there', () => {
    expect([calibrationKind(999), calibrationKind(1000)]).toEqual(['platt', 'isotonic']);
  });
});

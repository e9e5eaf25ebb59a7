import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '#core/math/seeded-random.ts';
import { logit, sigmoid } from '#core/math/special-functions.ts';
import { applyBeta, fitBeta } from './beta.ts';
import { type Calibration, calibrated, fitCalibration, straightLine } from './calibration.ts';
import { applyIsotonic, fitIsotonic } from './isotonic.ts';
import { applyPlatt, fitPlatt } from './platt.ts';
import { applyTemperature, fitTemperature } from './temperature.ts';

const judged = fc.array(
  fc.tuple(
    fc.integer({ min: -20, max: 20 }).map((x) => x / 4),
    fc.constantFrom(0, 1),
  ),
  { minLength: 1, maxLength: 60 },
);
const columns = (pairs: [number, number][]) =>
  [pairs.map(([score]) => score), pairs.map(([, label]) => label)] as const;

const kinds = fc.constantFrom<Calibration['kind']>('platt', 'isotonic', 'beta', 'temperature');

/** Scores in -6 … 6 with labels drawn with a probability that depends on them. */
function drawn(count: number, probabilityOf: (score: number) => number) {
  const random = seededRandom(7);
  const scores = Float64Array.from({ length: count }, () => 12 * random() - 6);
  const labels = scores.map((score) => (random() < probabilityOf(score) ? 1 : 0));
  return { scores, labels };
}

function meanLoss(
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
  probabilityOf: (score: number) => number,
): number {
  const losses = Array.from(scores, (score, i) => {
    const p = probabilityOf(score);
    return -Math.log(Math.max(1e-12, labels[i] === 1 ? p : 1 - p));
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

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

describe('temperature', () => {
  it('finds how much too sure log-odds are', () => {
    const { scores, labels } = drawn(20_000, (score) => sigmoid(score / 2.5));
    expect(fitTemperature(scores, labels).temperature).toBeCloseTo(2.5, 0);
    expect(applyTemperature({ kind: 'temperature', temperature: 2 }, 0)).toBe(0.5);
  });

  it('is where the loss is least', () => {
    const { scores, labels } = drawn(300, (score) => sigmoid(score / 2 + 0.4));
    const fitted = fitTemperature(scores, labels);
    const lossAt = (factor: number) =>
      meanLoss(scores, labels, (score) =>
        applyTemperature({ ...fitted, temperature: fitted.temperature * factor }, score),
      );
    expect(lossAt(1)).toBeLessThan(Math.min(lossAt(0.9), lossAt(1.1)));
  });
});

describe('beta', () => {
  it('finds a curve that is flatter on one side', async () => {
    const truth = { kind: 'beta', a: 0.6, b: 1.8, c: 0.3 } as const;
    const { scores, labels } = drawn(40_000, (score) => applyBeta(truth, score));
    const fitted = await fitBeta(scores, labels);
    expect(fitted.a).toBeCloseTo(truth.a, 1);
    expect(fitted.b).toBeCloseTo(truth.b, 1);
    expect(fitted.c).toBeCloseTo(truth.c, 1);
  });

  it('has the sigmoid among its forms, so that it fits no worse', async () => {
    await fc.assert(
      fc.asyncProperty(judged, async (pairs) => {
        const [scores, labels] = columns(pairs);
        if (new Set(labels).size < 2) return;
        const sigmoidal = await fitPlatt(scores, labels, { smoothTargets: false });
        if (!(sigmoidal.slope > 0 && sigmoidal.slope < 20)) return;
        const fitted = await fitBeta(scores, labels);
        const own = meanLoss(scores, labels, (score) => applyBeta(fitted, score));
        const other = meanLoss(scores, labels, (score) => applyPlatt(sigmoidal, score));
        expect(own).toBeLessThanOrEqual(other + 1e-4);
      }),
    );
  });

  it('is the share of matches where scores are the wrong way round', async () => {
    const fitted = await fitBeta([-3, -2, 2, 3], [1, 1, 0, 0]);
    for (const score of [-5, 0, 5]) expect(applyBeta(fitted, score)).toBeCloseTo(0.5, 2);
  });
});

describe('calibration', () => {
  it('gives probabilities, whatever the judgments', async () => {
    await fc.assert(
      fc.asyncProperty(judged, kinds, async (pairs, kind) => {
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

  it('never falls, but for a sigmoid whose scores are the wrong way round', async () => {
    const others = fc.constantFrom<Calibration['kind']>('isotonic', 'beta', 'temperature');
    await fc.assert(
      fc.asyncProperty(judged, others, async (pairs, kind) => {
        const calibration = await fitCalibration(kind, ...columns(pairs));
        const curve = [-30, -4, -1, -0.2, 0, 0.3, 2, 5, 40].map((x) => calibrated(calibration, x));
        curve.forEach((p, i) => {
          expect(p).toBeGreaterThanOrEqual((curve[i - 1] ?? 0) - 1e-12);
        });
      }),
    );
  });

  it('is a straight line in log-odds where it says so', async () => {
    const [scores, labels] = columns([
      [-2, 0],
      [-1, 1],
      [1, 0],
      [2, 1],
      [3, 1],
    ]);
    for (const kind of ['platt', 'temperature', 'beta', 'isotonic'] as const) {
      const calibration = await fitCalibration(kind, scores, labels);
      const line = straightLine(calibration);
      expect(line !== null).toBe(kind === 'platt' || kind === 'temperature');
      if (line === null) continue;
      for (const x of [-3, 0, 0.7])
        expect(logit(calibrated(calibration, x))).toBeCloseTo(line.slope * x + line.intercept, 9);
    }
  });
});

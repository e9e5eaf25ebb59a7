import { describe, expect, it } from 'vitest';
import { seededRandom } from '#core/math/seeded-random.ts';
import { chosenPoints } from './chosen-points.ts';
import { chooseThresholds } from './thresholds.ts';

const settings = { fBeta: 0.5, wrongAcceptCost: 10, missedMatchCost: 1, targetPrecision: 0.9 };

function pairs(n: number) {
  const random = seededRandom(4);
  const p = Float64Array.from({ length: n }, random);
  return { p, y: Uint8Array.from(p, (probability) => (random() < probability ? 1 : 0)) };
}

describe('the thresholds of the rules', () => {
  const calibrate = pairs(2000);
  const thresholds = chooseThresholds(calibrate.p, calibrate.y, { targetPrecision: 0.9 });
  const points = (changed: Partial<typeof settings> = {}) =>
    chosenPoints(thresholds, calibrate, { ...settings, ...changed });
  const of = (rule: string, changed = {}) =>
    points(changed).find((point) => point.rule === rule)?.threshold ?? Number.NaN;

  it('are one for each rule, named with its setting', () => {
    expect(points().map(({ rule, title }) => `${rule}: ${title}`)).toEqual([
      'accept-bound: Accept band: precision at least 90 % with 95 % confidence',
      'best-f1: Best F1',
      'best-f-beta: Best F-beta, beta 0.5',
      'least-cost: Least cost: wrong accept 10, missed match 1',
      'recall-at-precision: Most recall at a precision of 90 %, as observed',
    ]);
    expect(of('accept-bound')).toBe(thresholds.accept);
    expect(of('best-f1')).toBe(thresholds.bestF1);
  });

  it('follow the settings: recall is favoured below, precision above', () => {
    expect(of('best-f-beta', { fBeta: 2 })).toBeLessThan(of('best-f-beta', { fBeta: 0.5 }));
    expect(of('best-f-beta', { fBeta: 1 })).toBe(thresholds.bestF1);
    // With true probabilities, accepting pays from cost / (cost + miss) on (Elkan, 2001).
    expect(of('least-cost')).toBeGreaterThan(0.8);
    expect(of('least-cost', { wrongAcceptCost: 1 })).toBeGreaterThan(0.4);
    expect(of('least-cost', { wrongAcceptCost: 1 })).toBeLessThan(0.6);
    // A bound costs something: what is observed is reached earlier.
    expect(of('recall-at-precision')).toBeLessThan(of('accept-bound'));
  });

  it('are null where nothing pays or no precision is reached', () => {
    const noise = { p: calibrate.p, y: calibrate.y.map((_, i) => i % 2) };
    const found = chosenPoints(thresholds, noise, { ...settings, targetPrecision: 0.9999 });
    expect(found.find(({ rule }) => rule === 'least-cost')?.threshold).toBeNull();
  });

  it.each([
    ['nothing was kept', null],
    ['there are too few of one verdict', pairs(60)],
  ])("are the version's own where %s", (_, few) => {
    const own = chooseThresholds([], []);
    expect(chosenPoints(own, few, settings)).toEqual([
      { rule: 'accept-bound', title: 'Accept band: a default, not measured', threshold: 0.9 },
      { rule: 'best-f1', title: 'Best F1: a default, not measured', threshold: 0.5 },
    ]);
  });
});

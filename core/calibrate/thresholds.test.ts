import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clopperPearsonLower, clopperPearsonUpper } from '#core/math/intervals.ts';
import { seededRandom } from '#core/math/seeded-random.ts';
import { bandOf } from './band-of.ts';
import { chooseThresholds } from './thresholds.ts';

/** Calibrated pairs: a pair with probability p is a match with probability p. */
function calibratedPairs(n: number, seed: number) {
  const random = seededRandom(seed);
  const p = Array.from({ length: n }, () => 1 - random() ** 3 * random());
  const y = p.map((probability) => (random() < probability ** 2 ? 1 : 0));
  return { p, y, chance: p.map((probability) => probability ** 2) };
}

const share = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;

describe('thresholds', () => {
  it('under 50 of a kind they are the defaults, and say so', () => {
    const p = Array.from({ length: 100 }, (_, i) => i / 100);
    const y = p.map((_, i) => (i < 60 ? 0 : 1));
    const thresholds = chooseThresholds(p, y);
    expect(thresholds).toMatchObject({ accept: 0.9, reject: 0.1, bestF1: 0.5, basis: 'default' });
    expect(thresholds.notes[0]).toContain('40 confirmed and 60 rejected');
  });

  it('a clean separation: both bounds hold on the judgments themselves', () => {
    const p = Array.from({ length: 600 }, (_, i) => i / 600);
    const y = p.map((_, i) => (i < 300 ? 0 : 1));
    const { accept, reject, bestF1, basis, notes } = chooseThresholds(p, y);
    expect({ basis, notes, bestF1 }).toEqual({ basis: 'calibrated', notes: [], bestF1: 0.5 });
    const accepted = y.filter((_, i) => (p[i] ?? 0) >= (accept ?? 2));
    const right = accepted.filter((verdict) => verdict === 1).length;
    expect(clopperPearsonLower(right, accepted.length, 0.95)).toBeGreaterThanOrEqual(0.95);
    expect(accepted.length).toBeGreaterThan(270);
    expect(reject).toBe(Math.min(accept ?? 0, reject ?? 0));
  });

  it('the reject threshold loses as many matches as the bound bears, and not one more', () => {
    const p = Array.from({ length: 1000 }, (_, i) => i / 1000);
    const y = p.map((_, i) => i % 2);
    const { reject } = chooseThresholds(p, y, { targetPrecision: 0.99 });
    const lost = y.filter((verdict, i) => verdict === 1 && (p[i] ?? 0) < (reject ?? 0)).length;
    expect(clopperPearsonUpper(lost, 500, 0.95)).toBeLessThanOrEqual(0.02);
    expect(clopperPearsonUpper(lost + 1, 500, 0.95)).toBeGreaterThan(0.02);
  });

  it('one wrong label at the very top does not end everything', () => {
    const p = Array.from({ length: 600 }, (_, i) => i / 600);
    const y = p.map((_, i) => (i < 300 || i === 599 ? 0 : 1));
    const { accept } = chooseThresholds(p, y);
    expect(accept).not.toBeNull();
    expect(p.filter((probability) => probability >= (accept ?? 2)).length).toBeGreaterThan(200);
  });

  it('says what is missing', () => {
    const p = Array.from({ length: 120 }, (_, i) => i / 120);
    const nearly = chooseThresholds(
      p,
      p.map((_, i) => (i < 60 || i === 100 ? 0 : 1)),
    );
    expect([nearly.accept, nearly.reject]).toEqual([null, null]);
    expect(nearly.notes.join(' ')).toMatch(/About \d+ more judgments .* about 90 more confirmed/);
    const hopeless = chooseThresholds(
      p,
      p.map((_, i) => i % 2),
    );
    expect(hopeless.notes[0]).toContain('More judgments alone would not help');
  });

  it('pairs with one and the same probability stay together', () => {
    const p = Array.from({ length: 400 }, (_, i) => (i < 200 ? 0.2 : 0.9));
    const y = p.map((probability, i) => (probability > 0.5 && i % 100 > 0 ? 1 : 0));
    expect(chooseThresholds(p, y).accept).toBe(0.9);
    expect(
      chooseThresholds(
        p,
        y.map((v, i) => (i % 9 === 0 ? 0 : v)),
      ).accept,
    ).toBeNull();
  });

  it('the order of the pairs does not matter', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const { p, y } = calibratedPairs(300, seed);
        expect(chooseThresholds([...p].reverse(), [...y].reverse())).toEqual(
          chooseThresholds(p, y),
        );
      }),
      { numRuns: 20 },
    );
  });

  it('the true precision is below the target in at most 5 % of data sets, the true loss above it too', () => {
    const runs = 300;
    const seen = { found: 0, imprecise: 0, lossy: 0 };
    const aims = { targetPrecision: 0.9, maxLoss: 0.05 };
    for (let seed = 1; seed <= runs; seed++) {
      const { p, y, chance } = calibratedPairs(500, seed);
      const { accept, reject } = chooseThresholds(p, y, aims);
      const bands = p.map((probability) => bandOf(probability, { accept, reject }));
      if (accept !== null) seen.found++;
      const accepted = chance.filter((_, i) => bands[i] === 'accept');
      if (accept !== null && share(accepted) < aims.targetPrecision) seen.imprecise++;
      const lost = chance.map((match, i) => (bands[i] === 'reject' ? match : 0));
      if (share(lost) / share(chance) > aims.maxLoss) seen.lossy++;
    }
    expect(seen.found).toBeGreaterThan(runs / 2);
    expect(seen.imprecise / runs).toBeLessThanOrEqual(0.07);
    expect(seen.lossy / runs).toBeLessThanOrEqual(0.07);
  });
});

describe('bands', () => {
  it.each([
    [0.95, { accept: 0.9, reject: 0.1 }, 'accept'],
    [0.9, { accept: 0.9, reject: 0.1 }, 'accept'],
    [0.5, { accept: 0.9, reject: 0.1 }, 'review'],
    [0.1, { accept: 0.9, reject: 0.1 }, 'review'],
    [0.05, { accept: 0.9, reject: 0.1 }, 'reject'],
    [0.99, { accept: null, reject: 0.1 }, 'review'],
    [0.01, { accept: 0.9, reject: null }, 'review'],
    [0.6, { accept: 0.6, reject: 0.6 }, 'accept'],
  ] as const)('%s with %o is %s', (p, thresholds, band) => {
    expect(bandOf(p, thresholds)).toBe(band);
  });
});

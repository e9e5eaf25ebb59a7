import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addSample, type RateWindow, rateOf, type Sample, secondsLeft } from './progress-rate.ts';

const windowOf = (samples: Sample[]) =>
  samples.reduce<RateWindow>((window, sample) => addSample(window, sample), []);
const steady = (count: number, stepMs: number, perStep: number) =>
  windowOf(Array.from({ length: count }, (_, n) => ({ at: n * stepMs, done: n * perStep })));

describe('rateOf', () => {
  it('is unknown at first', () => {
    expect(rateOf([])).toBe(0);
    expect(rateOf(steady(1, 100, 5))).toBe(0);
    expect(rateOf(steady(2, 100, 5))).toBe(0);
    expect(secondsLeft(steady(2, 100, 5), 100)).toBeNull();
  });

  it('is in units a second', () => {
    const window = steady(6, 100, 5);
    expect(rateOf(window)).toBe(50);
    expect(secondsLeft(window, 125)).toBe(2);
    expect(secondsLeft(window, 0)).toBeNull();
    expect(secondsLeft(window, 10)).toBe(0);
  });

  it('forgets what is longer ago than ten seconds', () => {
    let window = steady(11, 1000, 1000);
    for (let n = 1; n <= 20; n += 1)
      window = addSample(window, { at: 10_000 + n * 1000, done: 10_000 + n });
    expect(rateOf(window)).toBeCloseTo(1, 5);
  });

  it('starts anew when a stage does', () => {
    expect(addSample(steady(5, 100, 5), { at: 900, done: 0 })).toEqual([{ at: 900, done: 0 }]);
  });

  it('is never negative or infinite, and the window stays small', () => {
    const samples = fc.array(fc.record({ at: fc.nat(60_000), done: fc.nat(1000) }), {
      maxLength: 400,
    });
    fc.assert(
      fc.property(samples, (given) => {
        const window = windowOf(given.sort((a, b) => a.at - b.at));
        expect(window.length).toBeLessThanOrEqual(200);
        expect(rateOf(window)).toBeGreaterThanOrEqual(0);
        expect(Number.isFinite(rateOf(window))).toBe(true);
      }),
    );
  });
});

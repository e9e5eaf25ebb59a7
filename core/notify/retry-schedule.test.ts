import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWorthAnotherTry, pauseAfter, retryAfter } from './retry-schedule.ts';

describe('pauseAfter', () => {
  it.each([
    [1, 0, 0, 500],
    [1, 1, 0, 1000],
    [2, 0.5, 0, 1500],
    [4, 1, 0, 8000],
    [20, 1, 0, 30_000],
    [1, 0, 7000, 7000],
    [1, 0, 3_600_000, 30_000],
  ])('attempt %i, chance %d, wanted %i: %i ms', (attempt, chance, wanted, expected) => {
    expect(pauseAfter(attempt, () => chance, wanted)).toBe(expected);
  });

  it('lies between half and the whole of the doubled time', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (attempt, chance) => {
          const whole = Math.min(30_000, 1000 * 2 ** (attempt - 1));
          const pause = pauseAfter(attempt, () => chance);
          expect(pause).toBeGreaterThanOrEqual(whole / 2);
          expect(pause).toBeLessThanOrEqual(whole);
        },
      ),
    );
  });
});

describe('isWorthAnotherTry', () => {
  it.each([
    [200, false],
    [302, false],
    [400, false],
    [401, false],
    [404, false],
    [408, true],
    [410, false],
    [422, false],
    [429, true],
    [500, true],
    [503, true],
  ])('%i: %s', (status, expected) => {
    expect(isWorthAnotherTry(status)).toBe(expected);
  });
});

describe('retryAfter', () => {
  it.each([
    ['3', 3000],
    ['0', 0],
    [undefined, 0],
    ['Wed, 21 Oct 2026 07:28:00 GMT', 0],
    ['-1', 0],
    ['1e9', 0],
  ])('%s: %i ms', (header, expected) => {
    expect(retryAfter(header)).toBe(expected);
  });
});

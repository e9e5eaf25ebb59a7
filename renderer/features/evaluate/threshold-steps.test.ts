import { describe, expect, it } from 'vitest';
import type { PrecisionRecall } from '#core/contract/index.ts';
import { moved, nearestStop, pressed, stopAtRecall, stopsOf } from './threshold-steps.ts';

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

describe('moving a threshold', () => {
  const stops = stopsOf(curve.cuts, own);

  it('stops at the cuts and at the version’s own thresholds', () => {
    expect(stops).toEqual([0.1, 0.3, 0.5, 0.8, 0.95]);
    expect(nearestStop(stops, 0.62)).toBe(0.5);
    expect(nearestStop([], 0.62)).toBeNull();
    expect(stopAtRecall(curve, 0.58)).toBe(0.8);
  });

  it.each([
    ['accept', 0.8, 'ArrowRight', 0.95],
    ['accept', 0.95, 'ArrowRight', null],
    ['accept', null, 'ArrowRight', null],
    ['accept', null, 'ArrowLeft', 0.95],
    ['accept', 0.1, 'ArrowLeft', 0.1],
    ['accept', 0.8, 'Home', 0.1],
    ['accept', 0.8, 'End', null],
    ['reject', 0.1, 'ArrowDown', null],
    ['reject', null, 'ArrowUp', 0.1],
    ['reject', 0.95, 'ArrowUp', 0.95],
    ['reject', 0.3, 'Home', null],
    ['reject', 0.3, 'x', undefined],
  ] as const)('%s at %s, %s', (which, at, key, to) => {
    expect(pressed(stops, which, at, { key, shiftKey: false })).toBe(to);
  });

  it('goes a hundredth at a time where cuts are close, and with shift every one of them', () => {
    const close = [0.5, 0.501, 0.502, 0.511, 0.62];
    const press = (key: string, shiftKey = false) =>
      pressed(close, 'accept', 0.5, { key, shiftKey });
    expect([press('ArrowUp'), press('ArrowUp', true), press('PageUp')]).toEqual([
      0.511, 0.501, 0.62,
    ]);
  });

  it('keeps the two in order', () => {
    expect(moved(own, 'accept', 0.1)).toEqual({ accept: 0.3, reject: 0.3 });
    expect(moved(own, 'reject', 0.95)).toEqual({ accept: 0.8, reject: 0.8 });
    expect(moved(own, 'accept', null)).toEqual({ accept: null, reject: 0.3 });
  });
});

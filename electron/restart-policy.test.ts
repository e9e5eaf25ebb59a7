import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideRestart, ENGINE_RESTARTS } from './restart-policy.ts';

/** Decisions for ends at these times, in order. */
function decisions(times: readonly number[]) {
  let ends: readonly number[] = [];
  return times.map((at) => {
    const decision = decideRestart(ends, at);
    ends = decision.ends;
    return decision;
  });
}

describe('decideRestart', () => {
  it('waits twice as long each time, then gives up', () => {
    const delays = decisions([0, 1, 2, 3, 4, 5]).map((decision) =>
      decision.restart ? decision.delay : 'gave up',
    );
    expect(delays).toEqual([250, 500, 1000, 2000, 4000, 'gave up']);
  });

  it('forgets ends that are long ago', () => {
    const later = ENGINE_RESTARTS.window;
    expect(decisions([0, 1, 2, 3, 4, later + 5]).at(-1)).toEqual({
      restart: true,
      delay: 250,
      ends: [later + 5],
    });
  });

  it('never waits longer than the longest delay and always gives up within the window', () => {
    const times = fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(times, (unordered) => {
        const all = decisions(unordered.toSorted((a, b) => a - b));
        const restarts = all.filter((decision) => decision.restart);
        expect(restarts.length).toBe(Math.min(all.length, ENGINE_RESTARTS.limit));
        for (const { delay } of restarts)
          expect(delay).toBeLessThanOrEqual(ENGINE_RESTARTS.longestDelay);
      }),
    );
  });
});

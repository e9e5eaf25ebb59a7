import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { segmentsToEvict } from './eviction.ts';

const segment = (name: string, bytes: number, lastUsedAt: number, inUse = false) => ({
  ...{ name, bytes, lastUsedAt, inUse },
});
const a = segment('a', 10, 3);
const b = segment('b', 20, 1);
const c = segment('c', 30, 2, true);

describe('segmentsToEvict', () => {
  it.each([
    ['everything fits', 70, 10, []],
    ['the oldest is enough', 60, 20, ['b']],
    ['two are needed', 60, 21, ['b', 'a']],
    ['what is in use is in the way', 60, 31, null],
    ['the limit is exceeded already', 50, 0, ['b']],
    ['nothing would ever fit', 5, 10, null],
  ])('%s', (_, limit, needed, expected) => {
    const evicted = segmentsToEvict([a, b, c], limit, needed);
    expect(evicted?.map(({ name }) => name) ?? null).toEqual(expected);
  });

  it('frees enough, takes nothing in use and nothing younger than what it leaves', () => {
    const any = fc.record({
      ...{ bytes: fc.nat(50), lastUsedAt: fc.nat(20), inUse: fc.boolean() },
    });
    fc.assert(
      fc.property(fc.array(any), fc.nat(300), fc.nat(60), (segments, limit, needed) => {
        const evicted = segmentsToEvict(segments, limit, needed);
        if (!evicted) return;
        const left = segments.filter((one) => !evicted.includes(one));
        const bytes = left.reduce((sum, one) => sum + one.bytes, needed);
        expect(bytes).toBeLessThanOrEqual(limit);
        for (const one of evicted) {
          expect(one.inUse).toBe(false);
          for (const other of left) {
            if (!other.inUse) expect(other.lastUsedAt).toBeGreaterThanOrEqual(one.lastUsedAt);
          }
        }
      }),
    );
  });
});

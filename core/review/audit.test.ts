import { describe, expect, it } from 'vitest';
import { clopperPearson } from '#core/math/intervals.ts';
import { auditOrder, auditSummary, type Drawn } from './audit.ts';
import { aQuery } from './testing.ts';

const drawn = (count: number, verdict: Drawn['verdict'], change: Partial<Drawn> = {}): Drawn[] =>
  Array.from({ length: count }, () => ({ band: 'accept', verdict, asked: true, ...change }));

describe('the order of an audit', () => {
  it('has every query that is not taught from', () => {
    const pool = [aQuery('a', 'train'), aQuery('b', 'test'), aQuery('c', 'calibrate')];
    expect(
      auditOrder(pool, 7)
        .map(({ query }) => query)
        .toSorted(),
    ).toEqual(['b', 'c']);
  });
});

describe('an audit', () => {
  it.each<[string, Drawn[], string, number, number]>([
    ['72 of 72 keep 0.95', drawn(72, 'yes'), 'holds', 72, 72],
    ['71 of 71 are one too few', drawn(71, 'yes'), 'too few to say', 71, 71],
    ['109 of 110 keep it', [...drawn(109, 'yes'), ...drawn(1, 'no')], 'holds', 110, 110],
    ['40 of 50 break it', [...drawn(40, 'yes'), ...drawn(10, 'no')], 'broken', 50, 50],
    [
      'others than accepted do not count',
      drawn(90, 'no', { band: 'review' }),
      'too few to say',
      90,
      0,
    ],
    ['nor do those that nobody judged', drawn(90, null), 'too few to say', 0, 0],
    ['what was known before does', drawn(80, 'yes', { asked: false }), 'holds', 80, 80],
    ['nothing', [], 'too few to say', 0, 0],
  ])('%s', (_, pairs, holds, judged, accepted) => {
    expect(auditSummary(pairs, 0.95).audit).toMatchObject({ holds, judged, accepted });
  });

  it('gives the exact interval, or none', () => {
    const { audit } = auditSummary([...drawn(48, 'yes'), ...drawn(2, 'no')], 0.95);
    expect(audit.acceptPrecision).toEqual(clopperPearson(48, 50));
    expect(auditSummary([], 0.95).audit.acceptPrecision).toBeNull();
  });
});

describe('how many more', () => {
  const more = (pairs: Drawn[], target = 0.95) => auditSummary(pairs, target).moreNeeded;

  it('is unknown without an accepted pair, and none where all is said', () => {
    expect(more([])).toBeNull();
    expect(more(drawn(20, 'yes', { band: 'reject' }))).toBeNull();
    expect(more(drawn(90, 'yes'))).toBe(0);
    expect(more([...drawn(40, 'yes'), ...drawn(10, 'no')])).toBe(0);
  });

  it('grows with the share of drawn pairs that are not accepted, not with those that were known', () => {
    const good = drawn(60, 'yes');
    const plain = more(good) ?? 0;
    expect(plain).toBeGreaterThan(10);
    const half = more([...good, ...drawn(60, 'yes', { band: 'review' })]) ?? 0;
    expect(Math.abs(half - 2 * plain)).toBeLessThanOrEqual(1);
    const known = more([...good, ...drawn(60, 'yes', { band: 'review', asked: false })]);
    expect(known).toBe(plain);
  });

  it('is until the interval is narrow where the bound will not hold', () => {
    // 0.94 ± 0.01 takes about 0.94 · 0.06 · (1.96 / 0.01)² = 2167 pairs, and some more for being exact.
    const few = more([...drawn(47, 'yes'), ...drawn(3, 'no')]) ?? 0;
    expect(few).toBeGreaterThan(2000);
    expect(few).toBeLessThan(2400);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LATENCY, latencyAt, ODDS, SCORES, SIMILARITIES } from './bins.ts';
import { addCounts, Counts, countFirstHit, countLatency, noCounts } from './counts.ts';
import { latencySummary } from './percentile.ts';
import { parseReference } from './reference.ts';
import { hasRisen } from './risen-share.ts';
import { typedOn } from './typing.ts';

describe('bins', () => {
  it.each([
    ['latency', LATENCY, [0, 0.1, 0.113, 1, 1e9], [0, 0, 1, 20, 119]],
    ['scores', SCORES, [0, 0.049, 0.05, 0.999, 1], [0, 0, 1, 19, 19]],
    ['odds', ODDS, [0, 0.5, 1, 0.6225], [0, 32, 63, 34]],
    ['similarities', SIMILARITIES, [-1, 0, 0.015, 1, 1.0000001], [0, 0, 1, 99, 99]],
  ])('of %s', (_, grid, values, expected) => {
    expect(values.map(grid.binOf)).toEqual(expected);
  });

  it('tell a latency to within 6 %', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 99_999, noNaN: true }), (milliseconds) => {
        const told = latencyAt(LATENCY.binOf(milliseconds));
        expect(Math.abs(told / milliseconds - 1)).toBeLessThan(0.06);
      }),
    );
  });
});

describe('latencySummary', () => {
  it('is none without an answer, and never beyond the longest', () => {
    expect(latencySummary(noCounts())).toBeNull();
    const counts = noCounts();
    countLatency(counts, 7);
    const summary = latencySummary(counts);
    expect(summary?.max).toBe(7);
    for (const value of Object.values(summary ?? {}))
      expect(Math.abs(value / 7 - 1)).toBeLessThan(0.06);
    expect(summary?.p99).toBeLessThanOrEqual(7);
  });

  it('gives percentiles of what was counted, whichever days it was counted in', () => {
    const [a, b] = [noCounts(), noCounts()];
    for (let n = 1; n <= 1000; n += 1) countLatency(n % 3 === 0 ? a : b, n);
    const summary = latencySummary(addCounts(a, b));
    expect(Math.abs((summary?.p50 ?? 0) / 500 - 1)).toBeLessThan(0.06);
    expect(Math.abs((summary?.p95 ?? 0) / 950 - 1)).toBeLessThan(0.06);
    expect(summary?.max).toBe(1000);
  });
});

describe('counts', () => {
  const hit = {
    probability: 0.97,
    band: 'accept',
    similarity: 0.9,
    outOfVocabulary: true,
  } as const;

  it('add up, whatever the order', () => {
    const [a, b] = [noCounts(), noCounts()];
    countFirstHit(a, hit, true);
    countFirstHit(b, { ...hit, band: 'review', probability: 0.5 }, true);
    countLatency(b, 3);
    expect(addCounts(a, b)).toEqual(addCounts(b, a));
    expect(addCounts(a, noCounts())).toEqual(a);
    expect(Counts.parse(addCounts(a, b))).toMatchObject({
      compared: 2,
      outOfVocabulary: 2,
      bands: { accept: 1, review: 1, reject: 0, none: 0 },
    });
  });

  it('keep the band alone of what was asked otherwise than the test queries', () => {
    const counts = noCounts();
    countFirstHit(counts, hit, false);
    expect(counts).toEqual({ ...noCounts(), bands: { ...noCounts().bands, accept: 1 } });
  });

  it('have no score where there is no probability', () => {
    const counts = noCounts();
    countFirstHit(counts, { ...hit, probability: null, band: null }, true);
    expect(counts.bands.none).toBe(1);
    expect(counts.scores.concat(counts.odds).every((n) => n === 0)).toBe(true);
    expect(counts.similarities[90]).toBe(1);
  });
});

describe('parseReference', () => {
  it('counts what a version kept of its test queries', () => {
    const text = JSON.stringify({
      schema: 1,
      firstHits: [
        [0.9, 0.8, 0],
        [null, 0, 1],
      ],
    });
    expect(parseReference(text)).toMatchObject({ compared: 2, outOfVocabulary: 1 });
  });

  it.each(['', '{', '{"schema":2,"firstHits":[]}', '{"schema":1,"firstHits":[[1]]}'])(
    'is none for %j',
    (text) => {
      expect(parseReference(text)).toBeNull();
    },
  );
});

it.each([
  ['n', 'nu', 1000, true],
  ['nurse', 'nurs', 1000, true],
  ['nurse', 'nurse', 1000, true],
  ['nurse', 'chef', 1000, false],
  ['n', 'nu', 3001, false],
])('%j then %j after %i ms is one search: %s', (before, text, at, expected) => {
  expect(typedOn({ text: before, at: 0 }, { text, at })).toBe(expected);
});

it.each([
  [[0, 100], [0, 1000], false],
  [[0, 100], [100, 1000], true],
  [[5, 100], [12, 200], false],
  [[50, 1000], [100, 1000], true],
  [[50, 1000], [10, 1000], false],
] as const)('%j to %j has risen: %s', ([a, n], [b, m], expected) => {
  expect(hasRisen({ count: a, of: n }, { count: b, of: m }, 0.95)).toBe(expected);
});

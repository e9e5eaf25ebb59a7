import { describe, expect, it } from 'vitest';
import { seededRandom } from '#core/math/seeded-random.ts';
import { sigmoid } from '#core/math/special-functions.ts';
import { type Counts, countFirstHit, noCounts } from './counts.ts';
import { driftOf } from './drift.ts';

/** How queries of some kind are answered. */
interface Kind {
  odds(random: () => number): number;
  similarity(random: () => number): number;
  unknown: number;
}

const normal = (random: () => number) =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Scores all over the range. */
const SPREAD: Kind = {
  odds: (random) => 1 + 2.5 * normal(random),
  similarity: (random) => 0.8 + 0.1 * normal(random),
  unknown: 0.05,
};
/** A good model: nearly all of its scores are alike. */
const SURE: Kind = {
  odds: (random) => (random() < 0.93 ? 9 : -2 + normal(random)),
  similarity: (random) => (random() < 0.6 ? 1 : 0.7 + 0.1 * normal(random)),
  unknown: 0.01,
};
/** Another domain's queries. */
const FOREIGN: Kind = {
  odds: (random) => -2 + 2 * normal(random),
  similarity: (random) => 0.45 + 0.15 * normal(random),
  unknown: 0.6,
};

function answered(kinds: readonly [Kind, number][], random: () => number): Counts {
  const counts = noCounts();
  for (const [kind, queries] of kinds)
    for (let n = 0; n < queries; n += 1) {
      const first = {
        probability: sigmoid(kind.odds(random)),
        band: null,
        similarity: kind.similarity(random),
        outOfVocabulary: random() < kind.unknown,
      };
      countFirstHit(counts, first, true);
    }
  return counts;
}

describe('driftOf', () => {
  it.each([
    ['spread', 60, 200, SPREAD],
    ['spread', 400, 250, SPREAD],
    ['spread', 3000, 20_000, SPREAD],
    ['sure', 40, 200, SURE],
    ['sure', 300, 500, SURE],
    ['sure', 2000, 5000, SURE],
  ])('raises few alarms where nothing has changed: %s, %i test, %i incoming', (_, n, m, kind) => {
    const random = seededRandom(n + m);
    const worlds = 300;
    const verdicts = Array.from(
      { length: worlds },
      () => driftOf(answered([[kind, n]], random), answered([[kind, m]], random)).verdict,
    );
    const share = (verdict: string) => verdicts.filter((one) => one === verdict).length / worlds;
    expect(share('shifted')).toBeLessThanOrEqual(0.03);
    expect(share('stable')).toBeGreaterThanOrEqual(0.95);
    expect(share('unknown')).toBe(0);
  });

  it.each([
    ['spread', 100, SPREAD],
    ['sure', 100, SURE],
    ['sure', 1000, SURE],
  ])("sees another domain's queries: %s, %i test queries", (_, n, kind) => {
    const random = seededRandom(n);
    for (let world = 0; world < 50; world += 1) {
      const expected = answered([[kind, n]], random);
      expect(driftOf(expected, answered([[FOREIGN, 200]], random)).verdict).toBe('shifted');
      const half = [
        [kind, 150],
        [FOREIGN, 150],
      ] as const;
      const drift = driftOf(
        expected,
        answered(
          half.map(([one, count]) => [one, count]),
          random,
        ),
      );
      expect(drift.verdict).toBe('shifted');
      expect(drift.words).toContain('train again');
    }
  });

  it('sees that a few of many queries come from elsewhere, and says which numbers tell', () => {
    const random = seededRandom(5);
    const drift = driftOf(
      answered([[SURE, 1000]], random),
      answered(
        [
          [SURE, 1800],
          [FOREIGN, 200],
        ],
        random,
      ),
    );
    expect(drift.verdict).toBe('shifting');
    expect(drift.outOfVocabulary?.observed).toBeGreaterThan(0.05);
    expect(drift.words).toMatch(/\d % instead of \d % have mostly words/);
  });

  it.each([
    [null, 500, 'does not keep'],
    [20, 500, 'measured on 20 test queries'],
    [100, 0, 'No query has come in'],
    [100, 1, 'Only 1 query has come in'],
    [100, 199, 'Only 199 queries have come in'],
  ])('knows nothing with %s test queries and %i incoming', (n, m, words) => {
    const random = seededRandom(1);
    const expected = n === null ? null : answered([[SPREAD, n]], random);
    const drift = driftOf(expected, answered([[FOREIGN, m]], random));
    expect(drift).toMatchObject({ verdict: 'unknown', psi: null, queries: m });
    expect(drift.words).toContain(words);
  });

  it('goes by words and similarity where a version gives no probability', () => {
    const random = seededRandom(2);
    const without = (kind: Kind, queries: number) => {
      const counts = answered([[kind, queries]], random);
      return { ...counts, odds: counts.odds.map(() => 0), scores: counts.scores.map(() => 0) };
    };
    const drift = driftOf(without(SPREAD, 300), without(FOREIGN, 300));
    expect(drift).toMatchObject({ verdict: 'shifted', psi: null, bins: [] });
    expect(driftOf(without(SPREAD, 300), without(SPREAD, 300)).verdict).toBe('stable');
  });

  it('gives the shares of the scores for a plot', () => {
    const random = seededRandom(3);
    const { bins } = driftOf(answered([[SPREAD, 300]], random), answered([[SPREAD, 300]], random));
    expect(bins).toHaveLength(20);
    for (const side of ['expected', 'observed'] as const)
      expect(bins.reduce((sum, bin) => sum + bin[side], 0)).toBeCloseTo(1, 12);
    expect(bins.at(-1)).toMatchObject({ from: 0.95, to: 1 });
  });
});

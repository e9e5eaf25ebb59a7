import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '#core/math/seeded-random.ts';
import { normaliseText } from '#core/text/normalise.ts';
import { murmur3 } from './murmur3.ts';
import { earliestNearIdentical, gramsOf } from './near-identical.ts';
import { assignSplits, splitByHash } from './splits.ts';

/** The definition, compared pair by pair. */
function bruteForce(texts: readonly string[]): number[] {
  const sets = texts.map(gramsOf);
  return sets.map((set, at) =>
    sets.slice(0, at).findIndex((other) => {
      const shared = [...set].filter((gram) => other.has(gram)).length;
      return shared / (set.size + other.size - shared) >= 0.9 - 1e-12;
    }),
  );
}

/** Texts that are often near-identical: a base with a few characters changed. */
const variants = fc.array(
  fc
    .tuple(
      fc.constantFrom('senior software engineer (m/f/d) in berlin', 'aaaaaaaaaaaaaaaab', 'clerk'),
      fc.array(fc.tuple(fc.nat(45), fc.constantFrom('', 'x', 'yz')), { maxLength: 3 }),
    )
    .map(([base, edits]) =>
      edits.reduce<string>((text, [at, piece]) => text.slice(0, at) + piece + text.slice(at), base),
    ),
  { maxLength: 25 },
);

describe('murmur3', () => {
  it.each([
    ['', 0, 0],
    ['', 1, 0x514e28b7],
    ['a', 0x9747b28c, 0x7fa09ea6],
    ['aaa', 0x9747b28c, 0x283e0130],
    ['aaaa', 0x9747b28c, 0x5a97808a],
    ['Hello, world!', 0x9747b28c, 0x24884cba],
    ['The quick brown fox jumps over the lazy dog', 0x9747b28c, 0x2fa826cd],
  ])('of %j with seed %i', (text, seed, hash) => {
    expect(murmur3(text, seed)).toBe(hash);
  });

  it('spreads similar texts evenly over its range', () => {
    const bins = new Array<number>(20).fill(0);
    const n = 40_000;
    for (let at = 0; at < n; at += 1) {
      const bin = Math.floor((murmur3(`engineer ${at}`) / 2 ** 32) * bins.length);
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
    const expected = n / bins.length;
    const chiSquare = bins.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    expect(chiSquare).toBeLessThan(43.8); // 99.9 % quantile with 19 degrees of freedom
  });
});

describe('earliestNearIdentical', () => {
  it('equals the comparison of all pairs', async () => {
    await fc.assert(
      fc.asyncProperty(variants, async (texts) => {
        expect([...(await earliestNearIdentical(texts))]).toEqual(bruteForce(texts));
      }),
      { numRuns: 300 },
    );
    const anything = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 12 }));
    await fc.assert(
      fc.asyncProperty(anything, async (texts) => {
        expect([...(await earliestNearIdentical(texts))]).toEqual(bruteForce(texts));
      }),
      { numRuns: 300 },
    );
  });

  it('equals it too where hundreds of texts share every gram but a few', async () => {
    const random = seededRandom(7);
    const digits = () => String(Math.floor(random() * 40));
    const texts = Array.from(
      { length: 600 },
      () => `delivery note number ${digits()} of supplier ${digits()} in warehouse ${digits()}`,
    );
    const found = [...(await earliestNearIdentical(texts))];
    expect(found).toEqual(bruteForce(texts));
    expect(found.some((earliest) => earliest >= 0)).toBe(true);
    expect(found.some((earliest) => earliest < 0)).toBe(true);
  });

  it('takes 0.9 itself as near-identical', async () => {
    const ten = 'abcdefghijkl'; // 10 grams
    expect(gramsOf(ten).size).toBe(10);
    expect([...(await earliestNearIdentical([ten, ten.slice(0, -1)]))]).toEqual([-1, 0]); // 9 / 10
    const nine = ten.slice(0, -1);
    expect([...(await earliestNearIdentical([nine, nine.slice(0, -1)]))]).toEqual([-1, -1]); // 8 / 9
  });
});

describe('assignSplits', () => {
  it('moves no query when others are added behind it', async () => {
    await fc.assert(
      fc.asyncProperty(variants, variants, async (before, added) => {
        const early = await assignSplits(before);
        const late = await assignSplits([...before, ...added]);
        for (const [query, assignment] of early) expect(late.get(query)).toEqual(assignment);
      }),
      { numRuns: 100 },
    );
  });

  it('gives every query a split, near-identical ones the same', async () => {
    const queries = ['Café  Manager', 'cafe manager', 'chief financial officer of the company'];
    const splits = await assignSplits([...queries, 'chief financial officer of the companyy']);
    expect(splits.size).toBe(3);
    const [first, second] = [...splits.values()].slice(1);
    expect(second).toEqual(first);
    expect(splits.get('cafe manager')?.split).toBe(splitByHash('cafe manager'));
    expect(await assignSplits([])).toEqual(new Map());
  });

  it('follows a chain back to its first query', async () => {
    const base = 'abcdefghijklmnopqrstuvwxyz0123456789';
    const chain = [base, `${base}!`, `${base}!?`, `${base}!?;`, `${base}!?;:`, `${base}!?;:+`];
    const splits = await assignSplits(chain);
    expect(new Set([...splits.values()].map(({ group }) => group))).toEqual(new Set([base]));
  });

  it('shares them out 60 / 20 / 20', async () => {
    const words = ['nurse', 'welder', 'pilot', 'tutor', 'baker', 'clerk', 'miner', 'actor'];
    const queries = words.flatMap((word) =>
      Array.from({ length: 1500 }, (_, at) => `${murmur3(word, at).toString(36)} ${word}`),
    );
    const counts = { train: 0, calibrate: 0, test: 0 };
    for (const { split } of (await assignSplits(queries)).values()) counts[split] += 1;
    const total = counts.train + counts.calibrate + counts.test;
    expect(counts.train / total).toBeCloseTo(0.6, 1);
    expect(counts.calibrate / total).toBeCloseTo(0.2, 1);
    expect(counts.test / total).toBeCloseTo(0.2, 1);
  });

  it('stays where it was: splits are assigned once and for ever', () => {
    const queries = ['software engineer', 'registered nurse', 'ceo', 'café manager', 'schweißer'];
    expect(queries.map((query) => splitByHash(normaliseText(query)))).toMatchInlineSnapshot(`
      [
        "train",
        "calibrate",
        "train",
        "train",
        "test",
      ]
    `);
  });
});

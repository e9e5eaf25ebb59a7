import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createExactScan } from '#core/index/exact-scan.ts';
import { seededRandom } from '#core/math/seeded-random.ts';
import { dot, normaliseRows } from '#core/math/vectors.ts';
import { fitTfidf, vectorizer } from '#core/text/tfidf.ts';
import type { Match } from '#core/train/match-texts.ts';
import {
  answers,
  dictionary,
  madeUpVectors,
  question,
  type SmallEntry,
  smallMatcher,
  using,
} from './testing.ts';

const CLOSE = 1e-5;
const runs = { numRuns: 60 };

function randomRows(rows: number, dimensions: number, seed: number): Float32Array {
  const random = seededRandom(seed);
  const vectors = Float32Array.from({ length: rows * dimensions }, () => random() - 0.5);
  return normaliseRows(vectors, dimensions);
}

it('an exact scan is the inner product with every row, however many there are', async () => {
  const shape = fc.record({
    rows: fc.integer({ min: 0, max: 150 }),
    dimensions: fc.integer({ min: 1, max: 40 }),
    queries: fc.integer({ min: 1, max: 20 }),
    seed: fc.integer({ min: 1, max: 1e6 }),
  });
  await fc.assert(
    fc.asyncProperty(shape, async ({ rows, dimensions, queries, seed }) => {
      const vectors = randomRows(rows, dimensions, seed);
      const asked = randomRows(queries, dimensions, seed + 1);
      const scan = await createExactScan(vectors, dimensions, 1);
      const found = await scan.scan(asked);
      await scan.close();
      expect(found).toHaveLength(queries);
      const every = Uint32Array.from({ length: rows }, (_, row) => row);
      for (const [q, { all, near, of }] of found.entries()) {
        const query = asked.subarray(q * dimensions, (q + 1) * dimensions);
        const products = Array.from(every, (row) =>
          dot(query, vectors.subarray(row * dimensions, (row + 1) * dimensions)),
        );
        expect(near).toBeNull();
        expect(largestGap(all ?? [], products)).toBeLessThan(CLOSE);
        expect([...(await of(every))]).toEqual([...(all ?? [])]);
      }
    }),
    runs,
  );
});

function largestGap(one: ArrayLike<number>, other: readonly number[]): number {
  expect(one.length).toBe(other.length);
  return other.reduce((gap, value, i) => Math.max(gap, Math.abs(value - (one[i] ?? NaN))), 0);
}

/** Key -> score of its best term, where one has any. */
type Scores = Map<string, number>;

function bestByKey(entries: readonly SmallEntry[], score: (term: string) => number): Scores {
  const best = entries.map(({ key, terms }) => [key, Math.max(0, ...terms.map(score))] as const);
  return new Map(best.filter(([, value]) => value > CLOSE));
}

/** The ranking is that of the scores, best first; ties by key descending; nothing better is missing. */
function expectRanking(found: readonly Match[], scores: Scores, scoreOf: (match: Match) => number) {
  const sorted = [...scores.values()].sort((a, b) => b - a);
  const ranked = found.filter((match) => scoreOf(match) > CLOSE);
  // Entries with a score around zero may be there or not: rounding decides.
  const atZero = sorted.filter((value) => value < 2 * CLOSE).length;
  expect(Math.abs(ranked.length - sorted.length)).toBeLessThanOrEqual(atZero);
  for (const [place, match] of ranked.entries()) {
    expect(Math.abs(scoreOf(match) - (scores.get(match.key) ?? 0))).toBeLessThan(CLOSE);
    expect(Math.abs(scoreOf(match) - (sorted[place] ?? 0))).toBeLessThan(2 * CLOSE);
    const next = ranked[place + 1];
    if (next && scoreOf(next) === scoreOf(match)) expect(next.key < match.key).toBe(true);
  }
}

const asked = fc.tuple(dictionary(0, 25), fc.array(question, { minLength: 1, maxLength: 5 }));

it('by meaning, entries are ranked as comparing every vector in plain code ranks them', async () => {
  const dimensions = 13;
  await fc.assert(
    fc.asyncProperty(asked, async ([entries, texts]) => {
      const found = await using(smallMatcher(entries, { dimensions }), (matcher) =>
        answers(matcher, texts, { mode: 'meaning' }),
      );
      texts.forEach((text, i) => {
        const query = madeUpVectors([text], dimensions);
        const cosine = (term: string) => dot(query, madeUpVectors([term], dimensions));
        expectRanking(found[i] ?? [], bestByKey(entries, cosine), ({ semantic }) => semantic);
      });
    }),
    runs,
  );
});

it('by letters, entries are ranked as TF-IDF of character n-grams ranks them', async () => {
  await fc.assert(
    fc.asyncProperty(asked, async ([entries, texts]) => {
      const { found, prepare } = await using(smallMatcher(entries), async (matcher) => ({
        found: await answers(matcher, texts, { mode: 'letters' }),
        prepare: matcher.index.prepare,
      }));
      const terms = entries.flatMap((entry) => entry.terms).map(prepare);
      const vectorize = vectorizer(
        fitTfidf(terms, { analyser: 'char_wb', ngramRange: [2, 4], lowercase: false }),
      );
      texts.forEach((text, i) => {
        const query = dense(vectorize(prepare(text)));
        const cosine = (term: string) => {
          const { indices, values } = vectorize(prepare(term));
          return values.reduce(
            (sum, value, n) => sum + value * (query.get(indices[n] ?? -1) ?? 0),
            0,
          );
        };
        expectRanking(found[i] ?? [], bestByKey(entries, cosine), ({ lexical }) => lexical);
      });
    }),
    runs,
  );
});

function dense({ indices, values }: { indices: Uint32Array; values: Float32Array }) {
  return new Map(Array.from(indices, (index, i) => [index, values[i] ?? 0]));
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PlumblineError } from '#core/contract/errors.ts';
import { seededRandom, shuffle } from '#core/math/seeded-random.ts';
import { compareUtf8, rankedKeys } from './ranking.ts';
import { judgedAt, ndcgAt, precisionAt, recallAt, reciprocalRank } from './ranking-measures.ts';
import { type RankingMeasure, rankingMetrics } from './ranking-metrics.ts';

const grades = new Map([
  ['a', 3],
  ['b', 1],
  ['c', 0],
]);

const keys = ['k1', 'k2', 'k3', 'k4', 'k5', 'k6'];
const results = fc
  .uniqueArray(fc.constantFrom(...keys))
  .chain((chosen) =>
    fc.tuple(...chosen.map((key) => fc.record({ key: fc.constant(key), score: fc.nat(3) }))),
  );
const judged = fc.dictionary(fc.constantFrom(...keys), fc.integer({ min: -1, max: 3 }));
const toGrades = (record: Record<string, number>) => new Map(Object.entries(record));

describe('the order of results', () => {
  it('is by score, equal scores by key descending', () => {
    const tied = ['b', 'a', 'd', 'c'].map((key) => ({ key, score: key === 'a' ? 2 : 1 }));
    expect(rankedKeys(tied)).toEqual(['a', 'd', 'c', 'b']);
  });

  it('puts a score that is not a number last and counts a key once', () => {
    const scored = [
      { key: 'z', score: Number.NaN },
      { key: 'a', score: -5 },
      { key: 'b', score: 1 },
      { key: 'a', score: 2 },
    ];
    expect(rankedKeys(scored)).toEqual(['a', 'b', 'z']);
  });

  it('compares keys as their UTF-8 bytes', () => {
    const texts = fc.array(
      fc.string({ unit: fc.constantFrom('a', 'b', 'é', '\uffee', '😀', '') }),
      {
        minLength: 2,
        maxLength: 2,
      },
    );
    fc.assert(
      fc.property(texts, ([a = '', b = '']) => {
        const bytes = Buffer.compare(Buffer.from(a), Buffer.from(b));
        expect(Math.sign(compareUtf8(a, b))).toBe(bytes);
      }),
    );
  });
});

describe('measures of one query', () => {
  it('by hand', () => {
    const ranked = ['x', 'b', 'a'];
    const ideal = 3 + 1 / Math.log2(3);
    expect(ndcgAt(ranked, grades, 10)).toBeCloseTo((1 / Math.log2(3) + 3 / 2) / ideal, 12);
    expect(ndcgAt(ranked, grades, 2)).toBeCloseTo(1 / Math.log2(3) / ideal, 12);
    expect(reciprocalRank(ranked, grades)).toBe(0.5);
    expect(reciprocalRank(ranked, grades, 1)).toBe(0);
    expect(recallAt(ranked, grades, 2)).toBe(0.5);
    expect(precisionAt(ranked, grades, 10)).toBe(0.2);
    expect(judgedAt(ranked, grades, 10)).toBeCloseTo(2 / 3, 12);
  });
});

describe('ranking metrics', () => {
  it('a judged query without a ranking counts 0, an unjudged one not at all', () => {
    const right = [{ key: 'k1', score: 1 }];
    const qrels = new Map([
      ['found', new Map([['k1', 1]])],
      ['lost', new Map([['k1', 1]])],
    ]);
    const rankings = [
      { query: 'found', results: right },
      { query: 'unjudged', results: right },
    ];
    const { metrics } = rankingMetrics(rankings, qrels);
    expect(metrics).toMatchObject({ queries: 2, top1: 0.5, 'ndcg@10': 0.5, map: 0.5 });
  });

  it('a query with rejected entries only counts where trec_eval is to be equalled', () => {
    const qrels = new Map([['q', new Map([['k1', 0]])]]);
    expect(rankingMetrics([], qrels).metrics.queries).toBe(0);
    const options = { countQueriesWithoutRelevant: true };
    expect(rankingMetrics([], qrels, options).metrics).toMatchObject({ queries: 1, map: 0 });
  });

  it('refuses two rankings of one query', () => {
    const ranking = { query: 'q', results: [] };
    expect(() => rankingMetrics([ranking, ranking], new Map())).toThrow(PlumblineError);
  });

  it('a constant scorer wins nothing: its result is that of an arbitrary order', () => {
    const random = seededRandom(3);
    const queries = Array.from({ length: 400 }, (_, i) => `q${i}`);
    const entries = Array.from({ length: 50 }, (_, i) => `e${String(i).padStart(2, '0')}`);
    const qrels = new Map(
      queries.map((query) => [query, new Map([[entries[Math.floor(random() * 50)] ?? '', 1]])]),
    );
    // The right entry comes first in the list, as a careless sort would leave it.
    const rankings = queries.map((query) => {
      const right = [...(qrels.get(query)?.keys() ?? [])];
      return {
        query,
        results: [...new Set([...right, ...entries])].map((key) => ({ key, score: 1 })),
      };
    });
    const { metrics } = rankingMetrics(rankings, qrels);
    expect(metrics.top1).toBeLessThan(0.06);
    expect(metrics['recall@10']).toBeLessThan(0.3);
  });

  it('a permutation of results, queries or judgments changes nothing; every measure is in [0, 1]', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(results, judged), { maxLength: 6 }),
        fc.integer(),
        (rows, seed) => {
          const mix = <T>(items: readonly T[]) => shuffle(items, seededRandom(seed));
          const rankings = rows.map(([found], i) => ({ query: `q${i}`, results: found }));
          const qrels = rows.map(([, grade], i) => [`q${i}`, toGrades(grade)] as const);
          const { metrics } = rankingMetrics(rankings, new Map(qrels));
          const mixed = rankingMetrics(
            mix(rankings).map((ranking) => ({ ...ranking, results: mix(ranking.results) })),
            new Map(mix(qrels).map(([query, grade]) => [query, new Map(mix([...grade]))])),
          ).metrics;
          const { queries, ...measures } = metrics;
          expect(mixed.queries).toBe(queries);
          for (const measure of Object.keys(measures) as RankingMeasure[]) {
            expect(mixed[measure]).toBeCloseTo(metrics[measure], 12);
            expect(metrics[measure]).toBeGreaterThanOrEqual(0);
            expect(metrics[measure]).toBeLessThanOrEqual(1 + 1e-12);
          }
        },
      ),
    );
  });

  it('a grade from one half on is right, and NDCG alone tells grades apart', () => {
    const rankings = [
      { query: 'q', results: ['low', 'best', 'fair'].map((key, i) => ({ key, score: -i })) },
      { query: 'none right', results: [{ key: 'low', score: 1 }] },
    ];
    const qrels = new Map([
      ['q', toGrades({ best: 1, fair: 0.6, low: 0.3 })],
      ['none right', toGrades({ low: 0.3 })],
    ]);
    const { perQuery } = rankingMetrics(rankings, qrels, { relevantFrom: 0.5 });
    expect([...perQuery.keys()]).toEqual(['q']);
    expect(perQuery.get('q')).toMatchObject({
      top1: 0,
      'mrr@10': 0.5,
      'recall@10': 1,
      map: (1 / 2 + 2 / 3) / 2,
    });
    const discount = [1, 1 / Math.log2(3), 1 / 2];
    const gain = (grades: number[]) =>
      grades.reduce((sum, grade, i) => sum + grade * (discount[i] ?? 0), 0);
    const ndcg = gain([0.3, 1, 0.6]) / gain([1, 0.6, 0.3]);
    expect(perQuery.get('q')?.['ndcg@10']).toBeCloseTo(ndcg, 12);
    const asTrecEval = rankingMetrics(rankings, qrels).perQuery;
    expect(asTrecEval.get('q')).toMatchObject({ top1: 1, 'recall@10': 1, map: 1 });
    expect(asTrecEval.get('none right')?.top1).toBe(1);
  });
});

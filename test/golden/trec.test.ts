import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rankedByQuery } from '#core/evaluate/ranking.ts';
import {
  averagePrecisionOfRanking,
  ndcgAt,
  precisionAt,
  recallAt,
  reciprocalRank,
  successAt,
} from '#core/evaluate/ranking-measures.ts';
import { rankingMetrics } from '#core/evaluate/ranking-metrics.ts';
import { parseQrels, parseRun } from '#core/interop/trec.ts';
import expected from './trec/expected.json' with { type: 'json' };

const read = (name: string) => readFileSync(new URL(`./trec/${name}`, import.meta.url), 'utf8');
const run = parseRun(read('run.txt'), 'run.txt');
const qrels = parseQrels(read('qrels.txt'), 'qrels.txt');
const ranked = rankedByQuery(run);

/** trec_eval prints 4 decimals. */
const ROUNDING = 5.0001e-5;
const CUTS = [5, 10, 15, 20, 30, 100, 200, 500, 1000];

/** Our measures under trec_eval's names. */
function measures(query: string): Record<string, number> {
  const keys = ranked.get(query) ?? [];
  const grades = qrels.get(query) ?? new Map<string, number>();
  const at = (name: string, cuts: number[], measure: (k: number) => number) =>
    cuts.map((k) => [`${name}_${k}`, measure(k)] as const);
  return Object.fromEntries([
    ['map', averagePrecisionOfRanking(keys, grades)],
    ['recip_rank', reciprocalRank(keys, grades)],
    ['ndcg', ndcgAt(keys, grades, Number.POSITIVE_INFINITY)],
    ...at('P', CUTS, (k) => precisionAt(keys, grades, k)),
    ...at('recall', CUTS, (k) => recallAt(keys, grades, k)),
    ...at('ndcg_cut', CUTS, (k) => ndcgAt(keys, grades, k)),
    ...at('success', [1, 5, 10], (k) => successAt(keys, grades, k)),
  ]);
}

describe('trec_eval', () => {
  it.each(Object.entries(expected.per_query))(
    'query %s: every measure is equal',
    (query, values) => {
      const golden: Record<string, number> = values;
      for (const [name, value] of Object.entries(measures(query))) {
        const difference = Math.abs(value - (golden[name] ?? Number.NaN));
        expect(difference, `${name}: ${value} against ${golden[name]}`).toBeLessThan(ROUNDING);
      }
    },
  );

  it('the averages are equal: a lost query and one without a relevant document count 0', () => {
    const { metrics } = rankingMetrics(run, qrels, { countQueriesWithoutRelevant: true });
    const golden = expected.all;
    const pairs = [
      [metrics.map, golden.map],
      [metrics.top1, golden.success_1],
      [metrics['ndcg@10'], golden.ndcg_cut_10],
      [metrics['recall@10'], golden.recall_10],
      [metrics['recall@100'], golden.recall_100],
      [metrics['precision@10'], golden.P_10],
    ] as const;
    for (const [ours, theirs] of pairs) expect(Math.abs(ours - theirs)).toBeLessThan(ROUNDING);
    expect(metrics.queries).toBe(Object.keys(expected.per_query).length);
  });

  it('without the query that has no relevant document, the averages are theirs over one query fewer', () => {
    const { metrics, perQuery } = rankingMetrics(run, qrels);
    expect([metrics.queries, perQuery.has('q03'), perQuery.get('q05')?.map]).toEqual([
      39,
      false,
      0,
    ]);
    expect(Math.abs(metrics.map - (expected.all.map * 40) / 39)).toBeLessThan(2 * ROUNDING);
  });
});

import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Metrics } from '#core/contract/metrics.ts';
import { rankedByQuery } from '#core/evaluate/ranking.ts';
import { reciprocalRank } from '#core/evaluate/ranking-measures.ts';
import { type PerQuery, rankingMetrics } from '#core/evaluate/ranking-metrics.ts';
import { parseBeirQrels } from '#core/interop/beir.ts';
import { formatQrels, formatRun, parseRun } from '#core/interop/trec.ts';
import { DATA, openWorkspaceOf, type RealWorkspace, trainIn } from './embed-workspace.ts';
import { ensureTrecEval, type TrecEvalResults } from './trec-eval.ts';

/** trec_eval prints 4 digits. */
const ROUNDING = 5e-5;
const graded = (file: string) => join(DATA, 'onet', 'graded', file);
const found = existsSync(graded('qrels.tsv'))
  ? ensureTrecEval()
  : { reason: `${graded('qrels.tsv')} is missing` };

/** Ours -> theirs. */
const SAME = {
  'ndcg@10': 'ndcg_cut_10',
  map: 'map',
  'precision@10': 'P_10',
  'recall@10': 'recall_10',
  'recall@100': 'recall_100',
  top1: 'success_1',
} as const satisfies Partial<Record<keyof PerQuery, string>>;

const mean = (results: TrecEvalResults, measure: string) => {
  const values = Object.values(results).map((query) => query[measure] ?? Number.NaN);
  return values.reduce((sum, value) => sum + value, 0) / values.length;
};

if ('reason' in found) {
  console.warn(`NOT RUN: our run scored by the real trec_eval, because ${found.reason}.`);
  it.skip(`our run scored by the real trec_eval is not run: ${found.reason}`, () => undefined);
} else {
  describe("O*NET's graded queries, scored by the real trec_eval", () => {
    let workspace: RealWorkspace;
    let metrics: Metrics;
    let run: ReturnType<typeof parseRun>;
    let theirs: TrecEvalResults;
    let theirsOfTen: TrecEvalResults;

    beforeAll(async () => {
      workspace = await openWorkspaceOf('onet');
      await trainIn(workspace, { embedder: 'lexical', dtype: 'auto' });
      const answer = await workspace.engine.client.evaluate.score({
        queries: { path: graded('queries.jsonl') },
        qrels: { path: graded('qrels.tsv') },
        withRun: true,
      });
      metrics = answer.metrics;
      run = parseRun(answer.run ?? '', 'run');
      const path = (name: string) => join(workspace.folder, name);
      const qrels = parseBeirQrels(await readFile(graded('qrels.tsv'), 'utf8'), 'qrels.tsv');
      await writeFile(path('qrels'), formatQrels(qrels));
      await writeFile(path('run'), answer.run ?? '');
      const ten = run.map(({ query, results }) => ({ query, results: results.slice(0, 10) }));
      await writeFile(path('ten'), formatRun(ten));
      theirs = found.trecEval(path('qrels'), path('run'));
      theirsOfTen = found.trecEval(path('qrels'), path('ten'));
    });
    afterAll(() => workspace?.remove());

    it('every query is scored, with grades that are more than yes and no', () => {
      expect(Object.keys(theirs)).toHaveLength(metrics.test.queries);
      expect(metrics.test.queries).toBe(1000);
      expect(metrics.correlation?.spearman?.value).toBeGreaterThan(0);
    });

    it.each(Object.entries(SAME))('%s is their %s to 4 digits', (ours, measure) => {
      const difference = metrics.test[ours as keyof typeof SAME] - mean(theirs, measure);
      expect(Math.abs(difference)).toBeLessThan(ROUNDING);
    });

    it('MRR@10 is their recip_rank of the first ten', () => {
      const difference = metrics.test['mrr@10'] - mean(theirsOfTen, 'recip_rank');
      expect(Math.abs(difference)).toBeLessThan(ROUNDING);
    });

    it('and so is each query by itself', async () => {
      const qrels = parseBeirQrels(await readFile(graded('qrels.tsv'), 'utf8'), 'qrels.tsv');
      const { perQuery } = rankingMetrics(run, qrels, { countQueriesWithoutRelevant: true });
      const ranked = rankedByQuery(run);
      for (const [query, values] of Object.entries(theirs)) {
        const ours = perQuery.get(query);
        for (const [measure, name] of Object.entries(SAME)) {
          const value = ours?.[measure as keyof PerQuery] ?? Number.NaN;
          expect(Math.abs(value - (values[name] ?? Number.NaN)), `${query} ${name}`).toBeLessThan(
            ROUNDING,
          );
        }
        const rank = reciprocalRank(ranked.get(query) ?? [], qrels.get(query) ?? new Map());
        expect(Math.abs(rank - (values.recip_rank ?? Number.NaN))).toBeLessThan(ROUNDING);
      }
    });
  });
}

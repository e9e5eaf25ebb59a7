import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TrainResult } from '#core/contract/jobs.ts';
import { rankingMetrics } from '#core/evaluate/ranking-metrics.ts';
import { parseBeirQrels } from '#core/interop/beir.ts';
import { parseRun } from '#core/interop/trec.ts';
import { createNodeWorkspace, openNodeEngine } from '#core/node-engine.ts';

const DATA = resolve(process.env.PLUMBLINE_DATA ?? join('..', 'shared', 'data'));

/** Best of two scikit-learn TF-IDF baselines, published with the data (see docs/benchmarks.md). */
const BASELINES = {
  onet: { top1: 0.31, mrr: 0.442, recall: 0.732, auc: 0.741, below: 0 },
  'esco-fr': { top1: 0.883, mrr: 0.908, recall: 0.957, auc: 0.961, below: 0.01 },
  'amazon-google': { top1: 0.734, mrr: 0.836, recall: 0.991, auc: 0.894, below: 0.01 },
  'abt-buy': { top1: 0.886, mrr: 0.931, recall: 0.999, auc: 0.95, below: 0.01 },
} as const;

type Engine = Awaited<ReturnType<typeof openNodeEngine>>;

async function jobOf({ client }: Engine, id: string) {
  let last: Awaited<ReturnType<typeof client.jobs.list>>[number] | undefined;
  for await (const state of await client.jobs.watch({ id })) last = state;
  expect(last?.error).toBeNull();
  return last;
}

describe.each(Object.entries(BASELINES))(
  '%s, full-train with the lexical embedder',
  (name, baseline) => {
    const folder = join(DATA, name);
    if (!existsSync(folder)) {
      console.warn(`NOT RUN: the quality of ${name}, because ${folder} is missing.`);
      it.skip(`not run: ${folder} is missing`);
      return;
    }
    let workspace = '';
    let engine: Engine | null = null;
    let result: TrainResult | null = null;
    const started = (): Engine => {
      if (engine) return engine;
      throw new Error('The engine did not start.');
    };

    beforeAll(async () => {
      workspace = await mkdtemp(join(tmpdir(), 'plumbline-real-'));
      await createNodeWorkspace({ folder: workspace, name });
      engine = await openNodeEngine({ folder: workspace });
      const { client } = engine;
      for (const [kind, file] of [
        ['canonical', 'canonical.json'],
        ['feedback', 'feedback.csv'],
      ] as const) {
        const { id } = await client.jobs.import({ kind, source: { path: join(folder, file) } });
        await jobOf(engine, id);
      }
      const { id } = await client.jobs.train({ mode: 'full-train', embedder: 'lexical' });
      result = (await jobOf(engine, id))?.train ?? null;
    }, 300_000);

    afterAll(async () => {
      await engine?.close();
      await rm(workspace, { recursive: true, force: true });
    });

    it.each(['top1', 'mrr', 'recall', 'auc'] as const)(
      '%s holds against its baseline',
      (measure) => {
        const metrics = result?.metrics;
        const values = {
          top1: metrics?.test.top1,
          mrr: metrics?.test['mrr@10'],
          recall: metrics?.test['recall@10'],
          auc: metrics?.pairs.test?.roc_auc ?? undefined,
        };
        expect(values[measure]).toBeGreaterThanOrEqual(baseline[measure] - baseline.below);
      },
    );

    it('is calibrated on queries that it never saw', () => {
      expect(result?.metrics?.pairs.test?.ece).toBeLessThanOrEqual(0.03);
    });

    it('says so when a text is no word of the dictionary', async () => {
      for (const text of ['zzqx vvkj', 'qwxz pfft', '𝕫𝕢𝕩']) {
        const { results } = await started().client.search.query({ text, k: 1 });
        expect(results[0]?.probability ?? 0).toBeLessThan(0.5);
      }
    });

    if (name === 'onet') {
      it('scores graded BEIR queries as its own TREC run does', async () => {
        const path = (file: string) => join(folder, 'graded', file);
        const { metrics, run } = await started().client.evaluate.score({
          queries: { path: path('queries.jsonl') },
          qrels: { path: path('qrels.tsv') },
          withRun: true,
        });
        const qrels = parseBeirQrels(await readFile(path('qrels.tsv'), 'utf8'), 'qrels.tsv');
        const again = rankingMetrics(parseRun(run ?? '', 'run'), qrels, {
          countQueriesWithoutRelevant: true,
        });
        expect(metrics.test.queries).toBe(1000);
        expect(metrics.test['ndcg@10']).toBeCloseTo(again.metrics['ndcg@10'], 6);
        expect(metrics.test.map).toBeCloseTo(again.metrics.map, 6);
      });
    }
  },
);

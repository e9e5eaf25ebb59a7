import { join } from 'node:path';
import type { Metrics } from '#core/contract/metrics.ts';
import { dataFolder } from './lib/data.ts';
import { machine, markdownTable } from './lib/table.ts';
import { finished, withWorkspace } from './lib/workspace.ts';

/**
 * Trains each data set with defaults, and sets its test split beside the best of two
 * scikit-learn TF-IDF baselines (character and word n-grams; published with the data). The baseline was measured on the
 * first 3,000 queries of all splits, so the comparison is between two samples of the same file, not query by query.
 */
const BASELINES = {
  onet: { top1: 0.31, mrr: 0.442, recall: 0.732, auc: 0.741 },
  'esco-fr': { top1: 0.883, mrr: 0.908, recall: 0.957, auc: 0.961 },
  'amazon-google': { top1: 0.734, mrr: 0.836, recall: 0.991, auc: 0.894 },
  'abt-buy': { top1: 0.886, mrr: 0.931, recall: 0.999, auc: 0.95 },
} as const;

/** How far below its baseline a data set other than onet may be. */
const TOLERANCE = 0.01;

type DataSet = keyof typeof BASELINES;

interface Measured {
  metrics: Metrics;
  seconds: number;
  megabytes: number;
  learning: string;
}

async function measure(dataSet: DataSet): Promise<Measured> {
  const folder = join(dataFolder(), dataSet);
  const files = {
    canonical: join(folder, 'canonical.json'),
    feedback: join(folder, 'feedback.csv'),
  };
  return withWorkspace(files, async (engine) => {
    const { id } = await engine.client.jobs.train({ mode: 'full-train', embedder: 'builtin' });
    const { train } = await finished(engine, id);
    if (!train?.metrics) throw new Error(`${dataSet}: nothing was measured.`);
    const seconds = Object.values(train.timings).reduce((sum, value) => sum + value, 0);
    const learning = train.learning?.words ?? '';
    return { metrics: train.metrics, seconds, megabytes: train.peak_rss_mb, learning };
  });
}

function rowsOf(dataSet: DataSet, { test, intervals, pairs }: Metrics): string[][] {
  const baseline = BASELINES[dataSet];
  const row = (name: string, value: number, base: number, around = '') => {
    const least = dataSet === 'onet' ? base : base - TOLERANCE;
    const holds = value > least || (dataSet !== 'onet' && value >= least);
    const cells = [value.toFixed(3), around, base.toFixed(3), (value / base).toFixed(2)];
    return [`${dataSet} ${name}`, ...cells, holds ? 'yes' : 'NO'];
  };
  const range = ({ lower, upper }: { lower: number; upper: number }) =>
    `${lower.toFixed(3)}–${upper.toFixed(3)}`;
  return [
    row('top-1', test.top1, baseline.top1, range(intervals.top1)),
    row('MRR@10', test['mrr@10'], baseline.mrr, range(intervals['mrr@10'])),
    row('recall@10', test['recall@10'], baseline.recall, range(intervals['recall@10'])),
    row('pair AUC', pairs.test?.roc_auc ?? 0, baseline.auc),
  ];
}

const header = ['test split', 'Plumbline', '95 %', 'baseline', 'ratio', 'holds'];
const rows: string[][] = [];
const notes: string[] = [];
for (const dataSet of Object.keys(BASELINES) as DataSet[]) {
  const { metrics, seconds, megabytes, learning } = await measure(dataSet);
  rows.push(...rowsOf(dataSet, metrics));
  const { f1 = 0, average_precision: ap = 0, ece = 0 } = metrics.pairs.test ?? {};
  notes.push(
    `${dataSet}: ${metrics.test.queries} test queries, NDCG@10 ${metrics.test['ndcg@10'].toFixed(3)}, pair F1 ${f1.toFixed(3)}, pair AP ${(ap ?? 0).toFixed(3)}, ECE ${ece.toFixed(3)}; trained in ${seconds.toFixed(0)} s, ${megabytes} MB at most. ${learning}`,
  );
}
console.log(`\n${machine()}\n`);
console.log(markdownTable(header, rows));
console.log(`\n${notes.join('\n')}`);
if (rows.some((row) => row.at(-1) === 'NO')) process.exitCode = 1;

import type { Interval } from '#core/contract/common.ts';
import { LEXICAL } from '#core/contract/models.ts';
import { compareVersions } from '#core/evaluate/compare.ts';
import { printTable, type Row } from '../section.ts';
import { withWorkspace } from '../workspace.ts';
import type { SectionInput } from './section.ts';
import { addMiniLm, type Choice, filesOf, type Trained, train } from './trainings.ts';

const SEED = 20261120;

const choicesWith = (miniLm: string) =>
  ({
    lexical: { embedder: LEXICAL, withLexical: true },
    builtin: { embedder: 'builtin', withLexical: false },
    'builtin + lexical': { embedder: 'builtin', withLexical: true },
    'MiniLM int8': { embedder: miniLm, dtype: 'int8', withLexical: false },
    'MiniLM int8 + lexical': { embedder: miniLm, dtype: 'int8', withLexical: true },
    'MiniLM fp32 + lexical': { embedder: miniLm, dtype: 'fp32', withLexical: true },
  }) satisfies Record<string, Choice>;

type Name = keyof ReturnType<typeof choicesWith>;
type Results = Record<Name, Trained>;

/** What each embedder does for the results on the test split of a data set. */
export async function quality(dataSet: string, { source }: SectionInput): Promise<boolean> {
  const results = await withWorkspace(filesOf(dataSet), async (engine) => {
    const choices = choicesWith(await addMiniLm(engine, source));
    const done: [string, Trained][] = [];
    for (const [name, choice] of Object.entries(choices)) {
      process.stderr.write(`${dataSet}: ${name}\n`);
      done.push([name, await train(engine, choice)]);
    }
    return Object.fromEntries(done) as Results;
  });
  printResults(dataSet, results);
  return printDifferences(dataSet, results);
}

function printResults(dataSet: string, results: Results): void {
  const rows = Object.entries(results).map(([name, { metrics, seconds, embedSeconds }]): Row => {
    const { test, intervals, pairs } = metrics;
    const numbers = [test.top1, test['mrr@10'], test['ndcg@10'], pairs.test?.roc_auc ?? Number.NaN];
    const [top1, mrr, ndcg, auc] = numbers.map((value) => value.toFixed(3));
    const times = [`${seconds.toFixed(0)} s`, `${embedSeconds.toFixed(1)} s`];
    const cells = [top1, mrr, range(intervals['mrr@10']), ndcg, auc].map((cell) => cell ?? '');
    return { cells: [name, ...cells, ...times], holds: null };
  });
  const queries = results.lexical.metrics.test.queries;
  const header = [
    'embedder',
    'top-1',
    'MRR@10',
    '95 %',
    'NDCG@10',
    'pair AUC',
    'training',
    'of it embedding',
  ];
  printTable(`${dataSet}, full-train, ${queries} test queries`, header, rows);
}

interface Claim {
  from: Name;
  to: Name;
  measure: 'mrr@10' | 'ndcg@10';
  /** Asked of onet alone. */
  least?: number;
}

const CLAIMS: readonly Claim[] = [
  { from: 'lexical', to: 'builtin + lexical', measure: 'mrr@10', least: 0.04 },
  { from: 'lexical', to: 'builtin', measure: 'mrr@10' },
  { from: 'builtin', to: 'MiniLM int8', measure: 'mrr@10', least: 0 },
  { from: 'builtin + lexical', to: 'MiniLM int8 + lexical', measure: 'mrr@10', least: 0 },
  { from: 'MiniLM fp32 + lexical', to: 'MiniLM int8 + lexical', measure: 'ndcg@10', least: -0.005 },
];

async function printDifferences(dataSet: string, results: Results): Promise<boolean> {
  const rows: Row[] = [];
  for (const { from, to, measure, least } of CLAIMS) {
    const options = { measure, seed: SEED, breathe: async () => {} };
    const [a, b] = [results[from].perQuery, results[to].perQuery];
    const { difference, pValue, verdict } = await compareVersions(a, b, options);
    const bound = dataSet === 'onet' && least !== undefined ? least : null;
    const numbers = [signed(difference.value), range(difference), pValue.toFixed(4), verdict];
    rows.push({
      cells: [`${to} against ${from}`, measure, ...numbers, bound === null ? '' : signed(bound)],
      holds: bound === null ? null : difference.value >= bound,
    });
  }
  const header = ['difference', 'measure', 'mean', '95 %', 'p', 'verdict', 'bound'];
  return printTable(`${dataSet}, query by query`, header, rows);
}

const signed = (value: number) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;
const range = ({ lower, upper }: Interval) => `${lower.toFixed(3)} to ${upper.toFixed(3)}`;

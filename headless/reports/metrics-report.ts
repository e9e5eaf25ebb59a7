import type { Interval } from '#core/contract/common.ts';
import type { BandResult, GateRule, Metrics } from '#core/contract/metrics.ts';
import { count, interval, metric, percent } from '../terminal/numbers.ts';
import type { Paint } from '../terminal/style.ts';
import { type Column, table } from '../terminal/table.ts';
import { printable } from '../terminal/width.ts';

const RIGHT = (title: string): Column => ({ title, align: 'right' });

/** A version's metrics as aligned lines: ranking with 95 % intervals, pairs, bands. */
export function metricsLines(metrics: Metrics, paint: Paint): string[] {
  return [
    ...heading(`Ranking on test, ${count(metrics.test.queries)} queries`, paint),
    ...indent(rankingTable(metrics)),
    ...indent(misses(metrics)),
    ...correlationLines(metrics, paint),
    '',
    ...pairLines(metrics, paint),
    '',
    ...heading('Bands on test', paint),
    ...indent(bandTable(metrics)),
    ...metrics.bands.thresholds.notes.map((note) => `  ${printable(note)}`),
  ];
}

/** The gate's rules, one line each: verdict, value, bound, reason. */
export function gateLines(gate: readonly GateRule[], paint: Paint): string[] {
  if (gate.length === 0) return [];
  const rows = gate.map((rule) => [
    rule.pass ? 'pass' : 'FAIL',
    rule.title,
    metric(rule.value),
    metric(rule.bound),
    rule.reason,
  ]);
  const columns = [
    { title: '' },
    { title: 'rule', max: 60 },
    RIGHT('value'),
    RIGHT('bound'),
    { title: 'why', max: 100 },
  ];
  const lines = table(columns, rows).map((line, index) => tint(line, gate[index - 1], paint));
  return [...heading('Gate', paint), ...indent(lines)];
}

function tint(line: string, rule: GateRule | undefined, paint: Paint): string {
  if (!rule) return line;
  return paint(rule.pass ? 'green' : 'red', line.slice(0, 4)) + line.slice(4);
}

function rankingTable({ test, intervals, withoutLeakage, leaked }: Metrics): string[] {
  const rows = [
    ['NDCG@10', metric(test['ndcg@10']), interval(intervals['ndcg@10'])],
    ['top-1', metric(test.top1), interval(intervals.top1)],
    ['MRR@10', metric(test['mrr@10']), interval(intervals['mrr@10'])],
    ['recall@10', metric(test['recall@10']), interval(intervals['recall@10'])],
    ['recall@100', metric(test['recall@100']), ''],
    ['MAP', metric(test.map), ''],
    ['judged@10', metric(test['judged@10']), ''],
  ];
  const lines = table([{ title: '' }, RIGHT(''), { title: '' }], rows);
  if (!withoutLeakage) return lines;
  const honest = `without the ${count(leaked)} test queries that are also terms: NDCG@10 ${metric(withoutLeakage['ndcg@10'])}, top-1 ${metric(withoutLeakage.top1)}, MRR@10 ${metric(withoutLeakage['mrr@10'])}`;
  return [...lines, honest];
}

function misses({ errors }: Metrics): string[] {
  return [
    `errors: ${count(errors.candidateMisses)} not retrieved, ${count(errors.scoringMisses)} ranked too low`,
  ];
}

function correlationLines({ correlation }: Metrics, paint: Paint): string[] {
  if (!correlation) return [];
  const { pairs, queries, spearman, pearson, kendall } = correlation;
  const row = (name: string, value: Interval | null) => [
    name,
    metric(value?.value ?? null),
    value ? interval(value) : 'one side is constant',
  ];
  const rows = [
    row('Spearman', spearman),
    row('Pearson', pearson),
    row("Kendall's tau-b", kendall),
  ];
  const title = `Correlation with the grades, ${count(pairs)} pairs of ${count(queries)} queries`;
  const lines = table([{ title: '' }, RIGHT(''), { title: '' }], rows);
  return ['', ...heading(title, paint), ...indent(lines)];
}

function pairLines({ pairs }: Metrics, paint: Paint): string[] {
  const test = pairs.test;
  if (!test) return heading('Pairs on test: none judged', paint);
  const rows = [
    ['precision', metric(test.precision), 'ROC AUC', metric(test.roc_auc)],
    ['recall', metric(test.recall), 'average precision', metric(test.average_precision)],
    ['F1', metric(test.f1), 'Brier', metric(test.brier)],
    ['at probability', metric(test.threshold), 'log loss', metric(test.log_loss)],
    ['ECE', metric(test.ece), 'ECE, equal width', metric(test.ece_equal_width)],
  ];
  const columns = [{ title: '' }, RIGHT(''), { title: '' }, RIGHT('')];
  const title = `Pairs on test, ${count(test.n)} judged, ${count(test.positives)} right`;
  return [...heading(title, paint), ...indent(table(columns, rows))];
}

function bandTable({ bands }: Metrics): string[] {
  const { accept, reject } = bands.thresholds;
  const row = (name: string, rule: string, band: BandResult) => [
    name,
    rule,
    count(band.count),
    percent(band.share),
    band.precision ? metric(band.precision.value) : '–',
    interval(band.precision),
  ];
  return table(
    [
      { title: 'band' },
      { title: 'probability' },
      RIGHT('pairs'),
      RIGHT('share'),
      RIGHT('right'),
      { title: '' },
    ],
    [
      row('accept', accept === null ? 'never' : `≥ ${metric(accept)}`, bands.accept),
      row('review', 'between', bands.review),
      row('reject', reject === null ? 'never' : `< ${metric(reject)}`, bands.reject),
    ],
  );
}

function heading(title: string, paint: Paint): string[] {
  return [paint('bold', title)];
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

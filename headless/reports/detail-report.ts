import type { EvaluationDetail, Slice } from '#core/contract/evaluation-detail.ts';
import { count, interval, metric } from '../terminal/numbers.ts';
import type { Paint } from '../terminal/style.ts';
import { type Column, table } from '../terminal/table.ts';
import { printable } from '../terminal/width.ts';

const RIGHT = (title: string): Column => ({ title, align: 'right' });
const MOST_LINES = 10;

/** What lies below a version's headline numbers, as aligned lines. */
export function detailLines(detail: EvaluationDetail, paint: Paint): string[] {
  const parts = [
    section('Comparison', comparisonTable(detail), paint),
    section(
      'Operating points, chosen on calibrate and measured on test',
      pointTable(detail),
      paint,
    ),
    section('Slices of the test queries', sliceTable(detail), paint),
    section('Most confused entries', confusionTable(detail), paint),
    section('Largest changes', differenceTable(detail), paint),
    section('What cannot be claimed', detail.notes.map(printable), paint),
  ];
  return parts
    .filter((part) => part.length > 0)
    .flatMap((part, i) => (i === 0 ? part : ['', ...part]));
}

function section(title: string, lines: readonly string[], paint: Paint): string[] {
  if (lines.length === 0) return [];
  return [paint('bold', title), ...lines.map((line) => `  ${line}`)];
}

const signed = (value: number) => `${value > 0 ? '+' : ''}${value.toFixed(3)}`;

function comparisonTable({ comparisons }: EvaluationDetail): string[] {
  const [first] = comparisons;
  if (!first) return [];
  const rows = comparisons.map(({ measure, difference, pValue, adjustedP, verdict, ...counts }) => [
    measure,
    signed(difference.value),
    interval(difference),
    pValue.toFixed(4),
    adjustedP.toFixed(4),
    verdict,
    `${count(counts.wins)} / ${count(counts.losses)} / ${count(counts.ties)}`,
  ]);
  const columns = [
    { title: `against ${first.from}` },
    ...[RIGHT('change'), { title: '' }, RIGHT('p'), RIGHT('p, Holm')],
    ...[{ title: '' }, { title: 'better / worse / same' }],
  ];
  return table(columns, rows);
}

function pointTable({ operatingPoints }: EvaluationDetail): string[] {
  if (operatingPoints.length === 0) return [];
  const rows = operatingPoints.map(
    ({ title, threshold, accepted, precision, recall, f1, cost }) => [
      title,
      threshold === null ? 'never' : metric(threshold),
      count(accepted),
      metric(precision?.value ?? null),
      interval(precision),
      metric(recall?.value ?? null),
      interval(recall),
      metric(f1),
      metric(cost),
    ],
  );
  const columns = [
    ...[{ title: 'rule' }, RIGHT('from'), RIGHT('pairs')],
    ...[RIGHT('precision'), { title: '' }, RIGHT('recall'), { title: '' }],
    ...[RIGHT('F1'), RIGHT('cost')],
  ];
  return table(columns, rows);
}

function sliceTable({ slices }: EvaluationDetail): string[] {
  if (slices.length === 0) return [];
  const compared = slices.some(({ change }) => change !== null);
  const rows = slices.map((slice, i) => [
    slice.facet === slices[i - 1]?.facet ? '' : slice.facet,
    slice.value,
    count(slice.queries),
    metric(slice.ndcg.value),
    interval(slice.ndcg),
    metric(slice.mrr.value),
    metric(slice.top1.value),
    ...(compared ? changeCells(slice) : []),
  ]);
  const columns = [
    ...[{ title: 'by', max: 40 }, { title: '', max: 40 }, RIGHT('queries')],
    ...[RIGHT('NDCG@10'), { title: '' }, RIGHT('MRR@10'), RIGHT('top-1')],
    ...(compared ? [RIGHT('change'), RIGHT('p, Holm'), { title: '' }] : []),
  ];
  return table(columns, rows);
}

function changeCells({ change }: Slice): string[] {
  if (!change) return ['', '', ''];
  return [signed(change.difference.value), change.pValue.toFixed(4), change.verdict];
}

function confusionTable({ confusion }: EvaluationDetail): string[] {
  if (confusion.length === 0) return [];
  const rows = confusion
    .slice(0, MOST_LINES)
    .map(({ right, found, queries, examples }) => [
      right.name ?? right.key,
      found.name ?? found.key,
      count(queries),
      examples.join('; '),
    ]);
  const columns = [
    ...[
      { title: 'right', max: 40 },
      { title: 'found instead', max: 40 },
    ],
    ...[RIGHT('queries'), { title: 'such as', max: 60 }],
  ];
  return table(columns, rows);
}

function differenceTable({ differences }: EvaluationDetail): string[] {
  if (differences.length === 0) return [];
  const rank = (place: number | null) => (place === null ? '> 100' : String(place));
  const rows = differences
    .slice(0, MOST_LINES)
    .map(({ query, right, before, now, rankBefore, rankNow }) => [
      query,
      right?.name ?? right?.key ?? '',
      `${metric(before)} -> ${metric(now)}`,
      `${rank(rankBefore)} -> ${rank(rankNow)}`,
    ]);
  const columns = [
    ...[
      { title: 'query', max: 50 },
      { title: 'right', max: 40 },
    ],
    ...[{ title: 'NDCG@10' }, { title: 'rank' }],
  ];
  return table(columns, rows);
}

import type { EvaluationOverview, Interval, Metrics } from '#core/contract/index.ts';
import type { ChartTable } from '#renderer/charts/ChartCard.tsx';
import {
  formatCount,
  formatMetric,
  formatPercent,
  formatUncertainty,
} from '#renderer/ui/format.ts';

/** The points of the chart across versions as a table, oldest first. */
export function versionTable({ points }: EvaluationOverview): ChartTable {
  const cell = (interval: Interval) =>
    `${formatMetric(interval.value)} ${formatUncertainty(interval)}`;
  return {
    header: ['Version', 'NDCG@10', 'Top-1', 'MRR@10', 'Queries', 'Scored'],
    rows: points
      .toSorted((a, b) => a.createdAt.localeCompare(b.createdAt))
      .map((point) => [
        point.version + (point.latest ? ' (latest)' : ''),
        ...[point.ndcg, point.top1, point.mrr].map(cell),
        formatCount(point.queries),
        point.today ? 'today' : 'when made',
      ]),
  };
}

/** The reliability diagram as a table. */
export function reliabilityTable({ reliability }: Metrics): ChartTable {
  return {
    header: ['Predicted', 'Pairs', 'Mean prediction', 'Observed', '95 % interval'],
    rows: reliability.map(({ lower, upper, count, predicted, observed }) => [
      `${lower.toFixed(2)} to ${upper.toFixed(2)}`,
      formatCount(count),
      count > 0 ? formatMetric(predicted) : '–',
      count > 0 ? formatMetric(observed.value) : '–',
      count > 0 ? `${formatMetric(observed.lower)} to ${formatMetric(observed.upper)}` : '–',
    ]),
  };
}

/** The measures that have no chart, name and value. */
export function furtherMeasures({
  test,
  withoutLeakage,
  leaked,
  errors,
}: Metrics): [string, string][] {
  const misses = errors.candidateMisses + errors.scoringMisses;
  return [
    ['MRR@10', formatMetric(test['mrr@10'])],
    ['MAP', formatMetric(test.map)],
    ['Recall@10', formatMetric(test['recall@10'])],
    ['Recall@100', formatMetric(test['recall@100'])],
    ['Judged of the first ten', formatPercent(test['judged@10'])],
    [
      'Wrong at rank 1',
      `${formatCount(misses)}: ${formatCount(errors.candidateMisses)} not retrieved, ${formatCount(errors.scoringMisses)} ranked too low`,
    ],
    [
      'Test queries that are also terms',
      withoutLeakage
        ? `${formatCount(leaked)}; NDCG@10 without them ${formatMetric(withoutLeakage['ndcg@10'])}`
        : formatCount(leaked),
    ],
  ];
}

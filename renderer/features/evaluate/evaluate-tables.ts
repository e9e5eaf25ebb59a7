import type { Metrics } from '#core/contract/index.ts';
import { formatCount, formatMetric, formatPercent } from '#renderer/ui/format.ts';

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

import type { MetricSeries } from '#core/contract/index.ts';
import { formatCount, formatMetric } from '#renderer/ui/format.ts';

/** A measured number with its name in words. */
export interface Measure {
  /** As it was recorded. */
  name: string;
  title: string;
  value: string;
}

const TITLES: Record<string, string> = {
  'ndcg@10': 'NDCG@10',
  'ndcg_exp@10': 'NDCG@10, exponential gain',
  'mrr@10': 'MRR@10',
  map: 'MAP',
  top1: 'Top-1',
  f1: 'F1',
  roc_auc: 'ROC AUC',
  brier: 'Brier score',
  ece: 'Calibration error',
  ece_equal_width: 'Calibration error, equal widths',
  n: 'Number',
  peak_rss_mb: 'Peak memory, MB',
};

/** What is looked at first. */
const HEADLINE = [
  'test.ndcg@10',
  'test.mrr@10',
  'test.top1',
  'test.recall@10',
  'pairs.test.f1',
  'pairs.test.ece',
];

/** `test.ndcg@10` as people read it: `NDCG@10`; what it is measured on stands before it where that is not the test queries. */
export function measureTitle(name: string): string {
  const parts = name.split('.').filter((part) => part !== 'test');
  const last = parts.at(-1) ?? name;
  const title = TITLES[last] ?? words(last);
  const before = parts.slice(0, -1);
  return before.length === 0 ? title : `${words(before.join(' '))}: ${title}`;
}

/** Whole numbers as counts, others with three digits. */
export function measureValue(value: number): string {
  return Number.isInteger(value) && Math.abs(value) > 1 ? formatCount(value) : formatMetric(value);
}

/** Numbers that were measured once, those that are looked at first apart from all others. */
export function finalMeasures(metrics: readonly MetricSeries[]): {
  headline: Measure[];
  others: Measure[];
} {
  const single = metrics.flatMap(({ name, points }) => {
    const [point] = points;
    return point && points.length === 1
      ? [{ name, title: measureTitle(name), value: measureValue(point.value) }]
      : [];
  });
  return {
    headline: HEADLINE.flatMap((wanted) => single.filter(({ name }) => name === wanted)),
    others: single.filter(({ name }) => !HEADLINE.includes(name)),
  };
}

function words(name: string): string {
  const text = name.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

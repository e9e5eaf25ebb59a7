import type { EvaluationOverview, VersionPoint } from '#core/contract/evaluate.ts';
import type { VersionMark } from './draw-versions.ts';
import { formatMetric, formatQuantity, formatUncertainty } from './format.ts';

/** The measures that the chart across versions can show, by their field in a point. */
export const VERSION_MEASURES = {
  ndcg: 'NDCG@10',
  mrr: 'MRR@10',
  top1: 'Top-1',
  recall: 'Recall@10',
} as const;
export type VersionMeasure = keyof typeof VERSION_MEASURES;

/** Points for the chart across versions, oldest first. */
export function versionMarks(
  { points, selected }: Pick<EvaluationOverview, 'points' | 'selected'>,
  colours: ReadonlyMap<string, string>,
  measure: VersionMeasure = 'ndcg',
): VersionMark[] {
  return points
    .toSorted((a, b) => a.createdAt.localeCompare(b.createdAt))
    .map((point) => ({
      version: point.version,
      ...point[measure],
      colour: colours.get(point.version) ?? 'currentColor',
      latest: point.latest,
      selected: point.version === selected,
      stale: !point.today,
      description: describePoint(point, measure),
    }));
}

function describePoint(point: VersionPoint, measure: VersionMeasure): string {
  const { version, latest, today, queries, embedder } = point;
  const interval = point[measure];
  return [
    `${version}${latest ? ', latest' : ''}`,
    `${VERSION_MEASURES[measure]} ${formatMetric(interval.value)} ${formatUncertainty(interval)}`,
    `${embedder}, ${formatQuantity(queries, 'query', 'queries')}`,
    ...(today ? [] : ['measured when made']),
  ].join('\n');
}

import type { EvaluationOverview, VersionPoint } from '#core/contract/evaluate.ts';
import { VERSION_MEASURES, type VersionMeasure } from '../version-marks.ts';
import { type DataTable, tableOf } from './data-table.ts';

/** The points of the chart across versions, oldest first. */
export function versionsTable({ points }: Pick<EvaluationOverview, 'points'>): DataTable {
  const measure = (of: VersionMeasure, name: string) => ({
    name,
    title: VERSION_MEASURES[of],
    kind: 'interval' as const,
    of: (point: VersionPoint) => point[of],
  });
  return tableOf(
    points.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt)),
    [
      { name: 'version', title: 'Version', kind: 'text', of: ({ version }) => version },
      measure('ndcg', 'ndcg@10'),
      measure('top1', 'top1'),
      measure('mrr', 'mrr@10'),
      measure('recall', 'recall@10'),
      { name: 'queries', title: 'Queries', kind: 'count', of: ({ queries }) => queries },
      {
        name: 'scored',
        title: 'Scored',
        kind: 'text',
        of: ({ today }) => (today ? 'today' : 'when made'),
      },
      { name: 'latest', title: 'Latest', kind: 'flag', of: ({ latest }) => latest },
      { name: 'embedder', title: 'Embedder', kind: 'text', of: ({ embedder }) => embedder },
      { name: 'created_at', title: 'Made', kind: 'text', of: ({ createdAt }) => createdAt },
    ],
  );
}

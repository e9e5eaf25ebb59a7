import type { LearningCurve } from '#core/contract/evaluation-detail.ts';
import { type DataTable, tableOf } from './data-table.ts';

/** The points of the learning curve. */
export function learningTable({ points }: Pick<LearningCurve, 'points'>): DataTable {
  return tableOf(points, [
    { name: 'share', title: 'Share of train', kind: 'metric', of: ({ share }) => share },
    { name: 'queries', title: 'Queries', kind: 'count', of: ({ queries }) => queries },
    { name: 'judgments', title: 'Judgments', kind: 'count', of: ({ judgments }) => judgments },
    { name: 'mrr@10', title: 'MRR@10', kind: 'interval', of: ({ mrr }) => mrr },
    { name: 'ndcg@10', title: 'NDCG@10', kind: 'interval', of: ({ ndcg }) => ndcg },
  ]);
}

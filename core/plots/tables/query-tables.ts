import type {
  Confusion,
  MeasureComparison,
  QueryDifference,
  Slice,
} from '#core/contract/evaluation-detail.ts';
import { plainText } from '../labels.ts';
import { type DataTable, tableOf } from './data-table.ts';

const named = (entry: { key: string; name: string | null } | null) =>
  entry === null ? null : plainText(entry.name ?? entry.key);

/** What each query gained or lost against the other version. */
export function differencesTable(differences: readonly QueryDifference[]): DataTable {
  return tableOf(differences, [
    { name: 'query', title: 'Query', kind: 'text', of: ({ query }) => plainText(query) },
    { name: 'right', title: 'Right entry', kind: 'text', of: ({ right }) => named(right) },
    { name: 'right_key', title: 'Key', kind: 'text', of: ({ right }) => right?.key ?? null },
    { name: 'ndcg_before', title: 'NDCG@10 before', kind: 'metric', of: ({ before }) => before },
    { name: 'ndcg_now', title: 'now', kind: 'metric', of: ({ now }) => now },
    {
      name: 'change',
      title: 'Change',
      kind: 'difference',
      of: ({ now, before }) => now - before,
    },
    { name: 'rank_before', title: 'Rank before', kind: 'count', of: (row) => row.rankBefore },
    { name: 'rank_now', title: 'now', kind: 'count', of: (row) => row.rankNow },
  ]);
}

/** The entries that were put first in place of the right one. */
export function confusionTable(confusion: readonly Confusion[]): DataTable {
  return tableOf(confusion, [
    { name: 'right', title: 'Right entry', kind: 'text', of: ({ right }) => named(right) },
    { name: 'right_key', title: 'Key', kind: 'text', of: ({ right }) => right.key },
    { name: 'found', title: 'Put first', kind: 'text', of: ({ found }) => named(found) },
    { name: 'found_key', title: 'Key', kind: 'text', of: ({ found }) => found.key },
    { name: 'queries', title: 'Queries', kind: 'count', of: ({ queries }) => queries },
    {
      name: 'examples',
      title: 'Examples',
      kind: 'text',
      of: ({ examples }) => examples.map(plainText).join('; '),
    },
  ]);
}

/** The measures of each part of the test queries. */
export function slicesTable(slices: readonly Slice[]): DataTable {
  return tableOf(slices, [
    { name: 'facet', title: 'Part', kind: 'text', of: ({ facet }) => plainText(facet) },
    { name: 'value', title: 'Value', kind: 'text', of: ({ value }) => plainText(value) },
    { name: 'queries', title: 'Queries', kind: 'count', of: ({ queries }) => queries },
    { name: 'ndcg@10', title: 'NDCG@10', kind: 'interval', of: ({ ndcg }) => ndcg },
    { name: 'mrr@10', title: 'MRR@10', kind: 'interval', of: ({ mrr }) => mrr },
    { name: 'top1', title: 'Top-1', kind: 'interval', of: ({ top1 }) => top1 },
    {
      name: 'change',
      title: 'NDCG@10 against before',
      kind: 'difference-interval',
      of: ({ change }) => change?.difference ?? null,
    },
    { name: 'p', title: 'p (Holm)', kind: 'p', of: ({ change }) => change?.pValue ?? null },
    {
      name: 'verdict',
      title: 'Verdict',
      kind: 'text',
      of: ({ change }) => change?.verdict ?? null,
    },
  ]);
}

const MEASURE_TITLES = {
  'ndcg@10': 'NDCG@10',
  'mrr@10': 'MRR@10',
  top1: 'Top-1',
  'recall@10': 'Recall@10',
};

/** Two versions by every measure. */
export function comparisonsTable(comparisons: readonly MeasureComparison[]): DataTable {
  return tableOf(comparisons, [
    { name: 'measure', title: 'Measure', kind: 'text', of: (row) => MEASURE_TITLES[row.measure] },
    {
      name: 'difference',
      title: 'Difference, 95 % interval',
      kind: 'difference-interval',
      of: ({ difference }) => difference,
    },
    { name: 'p', title: 'p', kind: 'p', of: ({ pValue }) => pValue },
    { name: 'p_holm', title: 'p (Holm)', kind: 'p', of: ({ adjustedP }) => adjustedP },
    { name: 'verdict', title: 'Verdict', kind: 'text', of: ({ verdict }) => verdict },
    { name: 'wins', title: 'Won', kind: 'count', of: ({ wins }) => wins },
    { name: 'losses', title: 'Lost', kind: 'count', of: ({ losses }) => losses },
    { name: 'ties', title: 'Tied', kind: 'count', of: ({ ties }) => ties },
  ]);
}

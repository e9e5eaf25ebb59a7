import type { ReliabilityBin } from '#core/contract/metrics.ts';
import { type DataTable, tableOf } from './data-table.ts';

/** The bins of the reliability diagram; an empty bin has no prediction and no observation. */
export function reliabilityTable({
  reliability,
}: {
  reliability: readonly ReliabilityBin[];
}): DataTable {
  return tableOf(reliability, [
    { name: 'from', title: 'From', kind: 'metric', of: ({ lower }) => lower },
    { name: 'to', title: 'To', kind: 'metric', of: ({ upper }) => upper },
    { name: 'pairs', title: 'Pairs', kind: 'count', of: ({ count }) => count },
    {
      name: 'mean_prediction',
      title: 'Mean prediction',
      kind: 'metric',
      of: ({ count, predicted }) => (count > 0 ? predicted : null),
    },
    {
      name: 'observed',
      title: 'Observed, 95 % interval',
      kind: 'interval',
      of: ({ count, observed }) => (count > 0 ? observed : null),
    },
  ]);
}

/** The histogram below the diagram. */
export function predictionsTable({ predictions }: { predictions: readonly number[] }): DataTable {
  const tenths = predictions.map((count, i) => ({ count, i }));
  const at = (i: number) => i / predictions.length;
  return tableOf(tenths, [
    { name: 'from', title: 'From', kind: 'metric', of: ({ i }) => at(i) },
    { name: 'to', title: 'To', kind: 'metric', of: ({ i }) => at(i + 1) },
    { name: 'pairs', title: 'Pairs', kind: 'count', of: ({ count }) => count },
  ]);
}

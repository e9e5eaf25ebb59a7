import type {
  OperatingPoint,
  PrecisionRecall,
  ScoreBin,
} from '#core/contract/evaluation-detail.ts';
import { curvePositions } from '../draw-precision-recall.ts';
import { type DataTable, tableOf } from './data-table.ts';

/** Precision and recall at every threshold of the curve. */
export function precisionRecallTable(curve: PrecisionRecall): DataTable {
  return tableOf(curvePositions(curve), [
    { name: 'threshold', title: 'Threshold', kind: 'metric', of: ({ threshold }) => threshold },
    { name: 'accepted', title: 'Accepted', kind: 'count', of: ({ accepted }) => accepted },
    { name: 'precision', title: 'Precision', kind: 'metric', of: ({ precision }) => precision },
    { name: 'recall', title: 'Recall', kind: 'metric', of: ({ recall }) => recall },
  ]);
}

/** How many confirmed and rejected pairs are predicted in each bin. */
export function scoresTable(bins: readonly ScoreBin[]): DataTable {
  return tableOf(bins, [
    { name: 'from', title: 'From', kind: 'metric', of: ({ lower }) => lower },
    { name: 'to', title: 'To', kind: 'metric', of: ({ upper }) => upper },
    { name: 'confirmed', title: 'Confirmed', kind: 'count', of: ({ yes }) => yes },
    { name: 'rejected', title: 'Rejected', kind: 'count', of: ({ no }) => no },
  ]);
}

/** The thresholds that each rule chose on calibrate, and what they did on test. */
export function operatingPointsTable(points: readonly OperatingPoint[]): DataTable {
  return tableOf(points, [
    { name: 'rule', title: 'Rule', kind: 'text', of: ({ title }) => title },
    { name: 'threshold', title: 'Threshold', kind: 'metric', of: ({ threshold }) => threshold },
    { name: 'accepted', title: 'Accepted', kind: 'count', of: ({ accepted }) => accepted },
    { name: 'precision', title: 'Precision', kind: 'interval', of: ({ precision }) => precision },
    { name: 'recall', title: 'Recall', kind: 'interval', of: ({ recall }) => recall },
    { name: 'f1', title: 'F1', kind: 'metric', of: ({ f1 }) => f1 },
    { name: 'cost', title: 'Cost', kind: 'metric', of: ({ cost }) => cost },
  ]);
}

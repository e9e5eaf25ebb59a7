import type { MetricSeries } from '#core/contract/runs.ts';
import { type DataTable, tableOf } from './data-table.ts';

/** Stage -> seconds. */
export function stageTimesTable(timings: Readonly<Record<string, number>>): DataTable {
  return tableOf(Object.entries(timings), [
    { name: 'stage', title: 'Stage', kind: 'text', of: ([stage]) => stage },
    { name: 'seconds', title: 'Seconds', kind: 'metric', of: ([, seconds]) => seconds },
  ]);
}

/** Every number of every series, one row each. */
export function metricSeriesTable(series: readonly MetricSeries[]): DataTable {
  const rows = series.flatMap(({ name, points }) => points.map((point) => ({ name, ...point })));
  return tableOf(rows, [
    { name: 'metric', title: 'Metric', kind: 'text', of: ({ name }) => name },
    { name: 'step', title: 'Step', kind: 'count', of: ({ step }) => step },
    { name: 'at', title: 'At', kind: 'text', of: ({ at }) => at },
    { name: 'value', title: 'Value', kind: 'metric', of: ({ value }) => value },
  ]);
}

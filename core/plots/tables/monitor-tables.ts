import type { DayCounts, Drift } from '#core/contract/monitor.ts';
import { type DataTable, tableOf } from './data-table.ts';

/** Searches and rows by day. */
export function dailyCountsTable(days: readonly DayCounts[]): DataTable {
  return tableOf(days, [
    { name: 'day', title: 'Day (UTC)', kind: 'text', of: ({ day }) => day },
    { name: 'searches', title: 'Searches', kind: 'count', of: ({ searches }) => searches },
    { name: 'rows', title: 'Rows of tables', kind: 'count', of: ({ rows }) => rows },
  ]);
}

/** Milliseconds of searches by day. */
export function latencyTable(days: readonly DayCounts[]): DataTable {
  return tableOf(days, [
    { name: 'day', title: 'Day (UTC)', kind: 'text', of: ({ day }) => day },
    { name: 'searches', title: 'Searches', kind: 'count', of: ({ searches }) => searches },
    { name: 'p50_ms', title: 'p50, ms', kind: 'metric', of: ({ latency }) => latency?.p50 ?? null },
    { name: 'p95_ms', title: 'p95, ms', kind: 'metric', of: ({ latency }) => latency?.p95 ?? null },
    { name: 'p99_ms', title: 'p99, ms', kind: 'metric', of: ({ latency }) => latency?.p99 ?? null },
    {
      name: 'max_ms',
      title: 'Slowest, ms',
      kind: 'metric',
      of: ({ latency }) => latency?.max ?? null,
    },
  ]);
}

/** Answers by the band of their first hit, by day. */
export function bandsTable(days: readonly DayCounts[]): DataTable {
  return tableOf(days, [
    { name: 'day', title: 'Day (UTC)', kind: 'text', of: ({ day }) => day },
    { name: 'accept', title: 'A accept', kind: 'count', of: ({ bands }) => bands.accept },
    { name: 'review', title: '? review', kind: 'count', of: ({ bands }) => bands.review },
    { name: 'reject', title: 'R reject', kind: 'count', of: ({ bands }) => bands.reject },
    { name: 'none', title: '– none', kind: 'count', of: ({ bands }) => bands.none },
  ]);
}

/** Expected and observed share of each bin of the first hit's probability. */
export function scoreShiftTable(bins: Drift['bins']): DataTable {
  return tableOf(bins, [
    { name: 'from', title: 'From', kind: 'metric', of: ({ from }) => from },
    { name: 'to', title: 'To', kind: 'metric', of: ({ to }) => to },
    { name: 'expected', title: 'Expected share', kind: 'metric', of: ({ expected }) => expected },
    { name: 'observed', title: 'Observed share', kind: 'metric', of: ({ observed }) => observed },
  ]);
}

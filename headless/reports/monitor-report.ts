import type { DayCounts, Drift, MonitorReport } from '#core/contract/monitor.ts';
import { bytes, count, metric, percent } from '../terminal/numbers.ts';
import type { Paint } from '../terminal/style.ts';
import { table } from '../terminal/table.ts';

const right = { align: 'right' } as const;

/** What came in by day, and whether it is like what the version was measured on. */
export function monitorLines(report: MonitorReport, paint: Paint): string[] {
  const { version, days, drift, recording, retentionDays, failure } = report;
  const kept = `${recording ? '' : 'Recording is off (monitor=true in settings). '}Counts are kept for ${count(retentionDays)} days and take ${bytes(report.bytes)}; no query is kept.`;
  return [
    paint('bold', version === null ? 'No version' : `Version ${version}: ${drift.verdict}`),
    `  ${drift.words}`,
    ...driftLines(drift),
    ...(days.length === 0 ? [] : ['', ...dayLines(days)]),
    '',
    kept,
    ...(failure === null ? [] : [`The last counts are not written yet: ${failure}`]),
  ];
}

function driftLines({ psi, outOfVocabulary, lowSimilarity, queries }: Drift): string[] {
  const rows = [
    ['queries compared', count(queries), ''],
    ['population stability index', metric(psi), 'below 0.1: alike; from 0.25 on: different'],
    ['mostly unknown words', ...both(outOfVocabulary)],
    ['little similar', ...both(lowSimilarity)],
  ];
  return table([{ title: '' }, { title: '', ...right }, { title: '' }], rows).map(
    (line) => `  ${line}`,
  );
}

function both(shares: Drift['outOfVocabulary']): [string, string] {
  if (shares === null) return ['–', ''];
  return [percent(shares.observed), `test queries: ${percent(shares.expected)}`];
}

function dayLines(days: readonly DayCounts[]): string[] {
  const columns = ['searches', 'rows', 'p50 ms', 'p95 ms', 'p99 ms', 'accept', 'review', 'reject'];
  return table(
    [
      { title: 'day' },
      ...columns.map((title) => ({ title, ...right })),
      { title: 'unknown words', ...right },
      { title: 'little similar', ...right },
    ],
    days.map((day) => [
      day.day,
      count(day.searches),
      count(day.rows),
      ...(['p50', 'p95', 'p99'] as const).map((name) => milliseconds(day.latency?.[name])),
      ...(['accept', 'review', 'reject'] as const).map((band) => count(day.bands[band])),
      count(day.outOfVocabulary),
      count(day.lowSimilarity),
    ]),
  );
}

function milliseconds(value: number | undefined): string {
  if (value === undefined) return '–';
  return value < 10 ? value.toFixed(1) : count(value);
}

import type { SideBySide } from '#core/contract/differences.ts';
import type { LogLine } from '#core/contract/jobs.ts';
import type { RunDetail, RunRecord, RunSummary } from '#core/contract/runs.ts';
import { bytes, count, metric } from '../terminal/numbers.ts';
import { table } from '../terminal/table.ts';
import { printable } from '../terminal/width.ts';

const right = { align: 'right' } as const;

/** Runs, newest first. */
export function runLines(runs: readonly RunSummary[]): string[] {
  if (runs.length === 0) return ['There is no such run.'];
  const rows = runs.map((run) => [
    run.id,
    run.status,
    run.mode,
    run.parameters.embedder,
    run.version ?? '–',
    metric(run.measures['test.ndcg@10'] ?? null),
    metric(run.measures['test.top1'] ?? null),
    seconds(run),
    run.startedAt.slice(0, 16).replace('T', ' '),
    run.pushed ? 'in MLflow' : '',
  ]);
  const columns = [
    { title: 'run' },
    { title: 'status' },
    { title: 'mode' },
    { title: 'embedder', max: 30 },
    { title: 'version' },
    { title: 'NDCG@10', ...right },
    { title: 'top-1', ...right },
    { title: 'took', ...right },
    { title: 'began' },
    { title: '' },
  ];
  return table(columns, rows);
}

function seconds({ startedAt, finishedAt }: RunRecord): string {
  if (finishedAt === null) return '–';
  return `${((Date.parse(finishedAt) - Date.parse(startedAt)) / 1000).toFixed(1)} s`;
}

/** Everything about one run but its log. */
export function runDetailLines(detail: RunDetail): string[] {
  const { run, metrics, artifacts, notifications, mlflow, logLines } = detail;
  const { data, error } = run;
  const last = metrics.map(({ name, points }) => [name, metric(points.at(-1)?.value ?? null)]);
  return [
    `${run.id}: ${run.mode}, ${run.status}${run.promoted ? ', promoted' : ''}`,
    ...(error ? [printable(`${error.code}: ${error.message}`)] : []),
    '',
    ...pairs([
      ['version', run.version ?? '–'],
      ['began', run.startedAt],
      ['ended', run.finishedAt ?? '–'],
      ['seed', String(run.seed)],
    ]),
    ...section('Parameters', pairs(Object.entries(run.parameters).map(([k, v]) => [k, String(v)]))),
    ...section(
      'Data',
      data
        ? pairs([
            ['entries', count(data.entries)],
            ['terms', count(data.terms)],
            ['judgments', count(data.judgments)],
          ])
        : [],
    ),
    ...section('Environment', pairs(Object.entries(run.environment))),
    ...section('Seconds', pairs(Object.entries(run.timings).map(([k, v]) => [k, v.toFixed(1)]))),
    ...section('Measures', pairs(last)),
    ...section('Files', pairs(artifacts.map((file) => [file.path, bytes(file.bytes)]))),
    ...section(
      'Notifications',
      notifications.map(({ at, words }) => printable(`${at}  ${words}`)),
    ),
    ...section('MLflow', mlflow ? [mlflow.page] : []),
    '',
    `${count(logLines)} lines of log.`,
  ];
}

const pairs = (rows: readonly (readonly string[])[]): string[] =>
  table([{ title: '', max: 100 }, { title: '' }], rows);

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', title, ...lines];

/** Two runs, or two versions, side by side. */
export function sideBySideLines({ from, to, differences, same, measures, basis }: SideBySide) {
  const rows = differences.map((one) => [one.group, one.name, one.from ?? '–', one.to ?? '–']);
  const measured = measures.map(({ name, from: before, to: after, comparison }) => [
    name,
    metric(before),
    metric(after),
    comparison ? `${comparison.verdict} (p ${comparison.adjustedP.toFixed(3)})` : '',
  ]);
  const columns = [
    { title: '' },
    { title: '', max: 50 },
    { title: from, max: 50 },
    { title: to, max: 50 },
  ];
  return [
    ...(rows.length === 0 ? ['Nothing that was looked at differs.'] : table(columns, rows)),
    `${count(same)} things are the same.`,
    ...(measured.length === 0
      ? []
      : [
          '',
          ...table([{ title: 'measure' }, { title: from }, { title: to }, { title: '' }], measured),
        ]),
    basis,
  ];
}

export const logLines = (log: readonly LogLine[]): string[] =>
  log.map(({ at, level, stage, message }) =>
    printable(`${at}  ${level.padEnd(5)} ${stage}: ${message}`),
  );

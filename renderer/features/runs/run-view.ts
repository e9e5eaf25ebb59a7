import type { LogLine, MetricSeries, RunDetail, RunRecord } from '#core/contract/index.ts';
import { formatCount, formatQuantity } from '#renderer/ui/format.ts';
import { stageTitle } from '../jobs/stage-names.ts';
import { DEFAULT_SETTINGS, settingTitle } from './setting-words.ts';

/** A name and its value in words; `code` where it is an id or a hash. */
export interface FactRow {
  name: string;
  value: string;
  code?: boolean;
}

/** The settings of a run that are not what a new workspace has. */
export function changedSettings(settings: RunRecord['settings']): FactRow[] {
  const defaults: Record<string, unknown> = DEFAULT_SETTINGS;
  return Object.entries(settings)
    .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(defaults[name]))
    .map(([name, value]) => ({ name: settingTitle(name), value: valueWords(value) }));
}

/** A value of a setting in words: a list by its length where it holds more than words. */
export function valueWords(value: unknown): string {
  if (value === null || value === undefined) return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) {
    return value.every((item) => typeof item === 'string') && value.length > 0
      ? value.join(', ')
      : formatQuantity(value.length, 'item');
  }
  return typeof value === 'object' ? JSON.stringify(value) : `${value}`;
}

/** What a run was asked for. */
export function parameterRows({ parameters, seed }: RunRecord, embedder: string): FactRow[] {
  const { device, dtype } = parameters;
  return [
    { name: 'Embedder', value: embedder },
    { name: 'Device', value: device },
    { name: 'Weights', value: dtype },
    { name: 'Seed', value: `${seed}` },
  ];
}

/** What a run read. */
export function dataRows(data: NonNullable<RunRecord['data']>): FactRow[] {
  return [
    { name: 'Entries', value: formatCount(data.entries) },
    { name: 'Terms', value: formatCount(data.terms) },
    { name: 'Judgments', value: formatCount(data.judgments) },
    { name: 'Dictionary, SHA-256', value: data.canonicalSha256, code: true },
    { name: 'Ledger, SHA-256', value: data.ledgerSha256, code: true },
  ];
}

const ENVIRONMENT: Record<string, string> = {
  app: 'Plumbline',
  node: 'Node',
  modelName: 'Name of the model',
  modelSha256: 'Model, SHA-256',
  modelRuns: 'The model ran',
};

/** App, Node, device, models; in the order in which they were recorded. */
export function environmentRows(environment: RunRecord['environment']): FactRow[] {
  return Object.entries(environment).map(([name, value]) => ({
    name: environmentTitle(name),
    value,
    ...(/^[0-9a-f]{40,}$/.test(value) && { code: true }),
  }));
}

/** The name of a part of the environment; one that is not known is shown as it is. */
export function environmentTitle(name: string): string {
  return ENVIRONMENT[name] ?? name.charAt(0).toUpperCase() + name.slice(1);
}

/** Series that changed in the course of the run: one that was measured once is a number, not a chart. */
export function coursesOf(metrics: readonly MetricSeries[]): MetricSeries[] {
  return metrics.filter(({ points }) => points.length > 1);
}

/** Stages that took time, with their names and times, in the order in which they ran. */
export function stageTimes(
  timings: RunRecord['timings'],
  words: (seconds: number) => string,
): { title: string; seconds: number; words: string }[] {
  return Object.entries(timings).map(([stage, seconds]) => ({
    title: stageTitle(stage),
    seconds,
    words: words(seconds),
  }));
}

export type LogLevel = 'all' | 'problems';

/** The lines that are asked for: by level, and by a text in stage or message. */
export function filterLog(
  lines: readonly LogLine[],
  { level, text }: { level: LogLevel; text: string },
): LogLine[] {
  const wanted = text.trim().toLowerCase();
  return lines.filter(
    (line) =>
      (level === 'all' || line.level !== 'info') &&
      `${line.stage} ${line.message}`.toLowerCase().includes(wanted),
  );
}

/** Lines as text, one each, for copying. */
export function logLinesText(lines: readonly LogLine[]): string {
  return lines
    .map(({ at, level, stage, message }) => `${at} ${level} ${stage} ${message}`)
    .join('\n');
}

/** How a run ended, where its status alone leaves a question; null where it does not. */
export function endWords({ status, promoted, version }: RunRecord): string | null {
  switch (status) {
    case 'killed':
      return 'The process ended before the run did. What it had finished is kept; Train offers to run it again.';
    case 'cancelled':
      return 'Cancelled. No version was made and nothing was changed.';
    case 'finished':
      if (version === null) return 'It made no version.';
      return promoted ? 'Its version was promoted.' : 'Its version was not promoted.';
    default:
      return null;
  }
}

/** How the run lies on the MLflow server, in words. */
export function mlflowWords(mlflow: RunDetail['mlflow']): string {
  if (!mlflow) return 'Not pushed yet.';
  if (!mlflow.complete) return 'The push broke off. Pushing again goes on from there.';
  const { model, experiment } = mlflow;
  const as = model
    ? ` as version ${model.version} of ${model.name}${model.alias ? `, alias ${model.alias}` : ''}`
    : '';
  return `In experiment ${experiment}${as}.`;
}

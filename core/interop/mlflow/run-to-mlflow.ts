import type { MetricSeries, RunRecord } from '#core/contract/runs.ts';
import { mlflowKey, paramValue, tagValue } from './names.ts';
import type { MlflowMetric, MlflowRun, MlflowText } from './types.ts';

/** Names the run among all others on a server. */
export const RUN_KEY = 'plumbline.run_key';

const STATUS = {
  finished: 'FINISHED',
  failed: 'FAILED',
  cancelled: 'KILLED',
  killed: 'KILLED',
  running: 'KILLED',
} as const satisfies Record<RunRecord['status'], MlflowRun['status']>;

/** A run in MLflow's terms, with its own times. No text of the data is in it: lists are counted, messages left out. */
export function runToMlflow(
  run: RunRecord,
  series: readonly MetricSeries[],
  key: string,
): MlflowRun {
  const startTime = Date.parse(run.startedAt);
  const endTime = run.finishedAt === null ? startTime : Date.parse(run.finishedAt);
  return {
    name: run.id,
    status: STATUS[run.status],
    ...{ startTime, endTime },
    params: distinct(paramsOf(run), ({ key: name }) => name),
    tags: tagsOf(run, key),
    metrics: distinct(
      [...metricsOf(series), ...timingsOf(run, endTime)],
      ({ key: name, timestamp, step }) => `${name} ${timestamp} ${step}`,
    ),
  };
}

/** Settings that say where things go and not what comes out. */
const ELSEWHERE =
  /^(notify|mlflow|monitor|watch|onChange|dailyAt|reachPublic|offline|cacheLimitMb)/;

/** The settings that bear on a result; lists, which hold texts of the user, as their lengths. */
export function publicSettings(
  settings: Readonly<Record<string, unknown>>,
): Record<string, string | number | boolean | null> {
  const entries = Object.entries(settings).filter(([name]) => !ELSEWHERE.test(name));
  return Object.fromEntries(entries.map(([name, value]) => [name, plain(value)]));
}

function plain(value: unknown): string | number | boolean | null {
  if (Array.isArray(value)) return value.length;
  if (value === null || value === undefined || typeof value === 'object') return null;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : String(value);
}

function paramsOf({ parameters, settings, seed, data }: RunRecord): MlflowText[] {
  const named = Object.entries(publicSettings(settings)).map(
    ([name, value]) => [`settings.${name}`, value] as const,
  );
  const counts = data
    ? ([
        ['data.entries', data.entries],
        ['data.terms', data.terms],
        ['data.judgments', data.judgments],
        ['data.canonicalSha256', data.canonicalSha256],
        ['data.ledgerSha256', data.ledgerSha256],
      ] as const)
    : [];
  const all = [...Object.entries(parameters), ['seed', seed] as const, ...counts, ...named];
  return all.map(([name, value]) => ({ key: mlflowKey(name), value: paramValue(plain(value)) }));
}

function tagsOf(run: RunRecord, key: string): MlflowText[] {
  const { id, status, version, promoted, error, environment, mode } = run;
  const tags: [string, string][] = [
    [RUN_KEY, key],
    ['plumbline.run', id],
    ['plumbline.mode', mode],
    ['plumbline.status', status],
    ['plumbline.promoted', promoted ? 'yes' : 'no'],
    ['mlflow.runName', id],
    ['mlflow.source.name', 'Plumbline'],
    ['mlflow.source.type', 'LOCAL'],
  ];
  if (version !== null) tags.push(['plumbline.version', version]);
  if (error !== null) tags.push(['plumbline.error', error.code]);
  for (const [name, value] of Object.entries(environment)) {
    tags.push([mlflowKey(`plumbline.${name}`), value]);
  }
  return tags.map(([name, value]) => ({ key: name, value: tagValue(value) }));
}

function metricsOf(series: readonly MetricSeries[]): MlflowMetric[] {
  return series.flatMap(({ name, points }) =>
    points
      .filter(({ value, at }) => Number.isFinite(value) && Number.isFinite(Date.parse(at)))
      .map(({ at, step, value }) => ({
        ...{ key: mlflowKey(name), value },
        ...{ timestamp: Date.parse(at), step: Math.trunc(step) },
      })),
  );
}

function timingsOf({ timings }: RunRecord, timestamp: number): MlflowMetric[] {
  return Object.entries(timings).map(([stage, value]) => ({
    ...{ key: mlflowKey(`seconds.${stage}`), value },
    ...{ timestamp, step: 0 },
  }));
}

/** The first of each: MLflow refuses a parameter that has two values. */
function distinct<Value>(values: readonly Value[], keyOf: (value: Value) => string): Value[] {
  const seen = new Set<string>();
  return values.filter((value) => {
    const key = keyOf(value);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

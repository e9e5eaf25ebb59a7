import { z } from 'zod';
import { batchesOf } from './batches.ts';
import { granted } from './refused.ts';
import type { Rest } from './rest.ts';
import { type RetryDeps, retrying } from './retry.ts';
import { readRun, type ServerRun } from './server-run.ts';
import type { MlflowData, MlflowMetric } from './types.ts';

const History = z.object({
  metrics: z
    .array(z.object({ timestamp: z.coerce.number(), step: z.coerce.number().default(0) }))
    .default([]),
  next_page_token: z.string().optional(),
});
const PAGE = 5000;

/** Logs what the server does not have yet; what it has is never logged a second time, and never changed. */
export async function logData(
  rest: Rest,
  run: ServerRun,
  data: MlflowData,
  retry: RetryDeps,
): Promise<void> {
  const missing = await retrying(retry, () => missingOn(rest, run, data));
  for (const batch of batchesOf(missing)) {
    await retrying(retry, async (again) => {
      const left = again ? await stillMissing(rest, run.id, batch) : batch;
      for (const part of batchesOf(left)) {
        const answer = await rest.call('POST', 'runs/log-batch', { run_id: run.id, ...part });
        granted(answer, 'take the measures');
      }
    });
  }
}

async function stillMissing(rest: Rest, id: string, data: MlflowData): Promise<MlflowData> {
  const now = await readRun(rest, id);
  return now === null ? data : missingOn(rest, now, data);
}

async function missingOn(rest: Rest, run: ServerRun, data: MlflowData): Promise<MlflowData> {
  const params = new Set(run.params.map(({ key }) => key));
  const tags = new Map(run.tags.map(({ key, value }) => [key, value]));
  const points = await pointsOn(rest, run, data.metrics);
  return {
    params: data.params.filter(({ key }) => !params.has(key)),
    tags: data.tags.filter(({ key, value }) => tags.get(key) !== value),
    metrics: data.metrics.filter((metric) => !points.has(pointOf(metric.key, metric))),
  };
}

const pointOf = (key: string, { timestamp, step }: Pick<MlflowMetric, 'timestamp' | 'step'>) =>
  `${key} ${timestamp} ${step}`;

/** Every point of the wanted metrics that the server has. */
async function pointsOn(
  rest: Rest,
  { id, metricKeys }: ServerRun,
  metrics: readonly MlflowMetric[],
): Promise<Set<string>> {
  const wanted = new Set(metrics.map(({ key }) => key));
  const points = new Set<string>();
  for (const key of metricKeys.filter((known) => wanted.has(known))) {
    let page: string | undefined;
    do {
      const answer = await rest.call('GET', 'metrics/get-history', {
        ...{ run_id: id, metric_key: key, max_results: PAGE },
        ...(page && { page_token: page }),
      });
      const history = History.parse(granted(answer, 'show the measures'));
      for (const point of history.metrics) points.add(pointOf(key, point));
      page = history.next_page_token;
    } while (page);
  }
  return points;
}

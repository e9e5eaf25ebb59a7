import { z } from 'zod';
import type { MetricSeries } from '#core/contract/runs.ts';
import type { FileReader } from '#core/platform/files.ts';
import { readJsonl } from './read-jsonl.ts';

export const METRICS_FILE = 'metrics.jsonl';

const MetricLine = z.object({
  at: z.string(),
  name: z.string(),
  value: z.number(),
  step: z.number(),
});

/** Everything that a run measured, by name in the order first seen, points in the order measured. */
export async function readMetrics(files: FileReader, folder: string): Promise<MetricSeries[]> {
  const series = new Map<string, MetricSeries>();
  const path = files.join(folder, METRICS_FILE);
  for await (const { name, ...point } of readJsonl(files, path, MetricLine)) {
    const known = series.get(name) ?? { name, points: [] };
    known.points.push(point);
    series.set(name, known);
  }
  return [...series.values()];
}

/** The last value of each measure on the test split: "test.ndcg@10", "pairs.test.f1". */
export function testMeasures(series: readonly MetricSeries[]): Record<string, number> {
  const measured = series.filter(({ name }) => /^(pairs\.)?test\./.test(name));
  return Object.fromEntries(
    measured.flatMap(({ name, points }) => {
      const last = points.at(-1);
      return last ? [[name, last.value]] : [];
    }),
  );
}

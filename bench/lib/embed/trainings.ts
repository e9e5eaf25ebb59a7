import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobState } from '#core/contract/jobs.ts';
import type { Metrics } from '#core/contract/metrics.ts';
import type { Dtype } from '#core/contract/models.ts';
import type { PerQuery } from '#core/evaluate/ranking-metrics.ts';
import { dataFolder } from '../data.ts';
import { type BenchEngine, finished } from '../workspace.ts';

/** What a training embeds with. */
export interface Choice {
  /** `lexical`, `builtin`, or the id of a model in the workspace. */
  embedder: string;
  dtype?: Dtype;
  /** Put the lexical vector beside the model's; of no meaning for `lexical`. */
  withLexical: boolean;
}

/** A version and how it was made. */
export interface Trained {
  metrics: Metrics;
  perQuery: ReadonlyMap<string, PerQuery>;
  seconds: number;
  /** Of the embedding stage alone. */
  embedSeconds: number;
  /** What the embedding stage said. */
  detail: string;
}

export const filesOf = (dataSet: string) => ({
  canonical: join(dataFolder(), dataSet, 'canonical.json'),
  feedback: join(dataFolder(), dataSet, 'feedback.csv'),
});

/** Adds the published folder to the workspace and returns the model's id. */
export async function addMiniLm(engine: BenchEngine, source: string): Promise<string> {
  const request = { source: { from: 'folder', path: source }, name: 'all-MiniLM-L6-v2' } as const;
  const { id } = await engine.client.jobs.addModel(request);
  const { model } = await finished(engine, id);
  if (!model) throw new Error('The model was not added.');
  return model.id;
}

/** A full training on the CPU. */
export async function train(engine: BenchEngine, choice: Choice): Promise<Trained> {
  const { client } = engine;
  const { embedder, dtype = 'auto', withLexical } = choice;
  await client.workspace.update({ withLexical });
  const request = { mode: 'full-train', device: 'cpu', embedder, dtype } as const;
  const { id } = await client.jobs.train(request);
  const { train: result, stages } = await finished(engine, id);
  if (!result?.metrics || !result.version) throw new Error(`${embedder}: nothing was measured.`);
  const { folder } = await client.workspace.get();
  return {
    metrics: result.metrics,
    perQuery: await perQueryOf(join(folder, 'versions', result.version)),
    seconds: Object.values(result.timings).reduce((sum, value) => sum + value, 0),
    embedSeconds: result.timings.embed ?? Number.NaN,
    detail: embedDetail(stages),
  };
}

function embedDetail(stages: JobState['stages']): string {
  return stages.find(({ stage }) => stage === 'embed')?.detail ?? '';
}

async function perQueryOf(version: string): Promise<ReadonlyMap<string, PerQuery>> {
  const text = await readFile(join(version, 'predictions', 'per-query.json'), 'utf8');
  return new Map((JSON.parse(text) as { perQuery: [string, PerQuery][] }).perQuery);
}

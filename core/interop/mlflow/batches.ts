import type { MlflowData } from './types.ts';

/** What one call of runs/log-batch may hold (mlflow.org, REST API 2.0, "Log Batch"). */
const MOST = { params: 100, tags: 100, metrics: 1000 };
const MOST_ENTITIES = 1000;
/** Of 1 MB, less than what stands around the entities. */
const MOST_BYTES = 990_000;

const KINDS = ['params', 'tags', 'metrics'] as const;
const encoder = new TextEncoder();

/** Parts everything into calls that keep to the limits, in order; none where there is nothing. */
export function batchesOf(data: MlflowData): MlflowData[] {
  const batches: MlflowData[] = [];
  let batch = emptyBatch();
  let bytes = 0;
  for (const kind of KINDS) {
    for (const entity of data[kind]) {
      const size = encoder.encode(JSON.stringify(entity)).length + 1;
      const full =
        batch[kind].length >= MOST[kind] ||
        entitiesIn(batch) >= MOST_ENTITIES ||
        bytes + size > MOST_BYTES;
      if (full) {
        batches.push(batch);
        batch = emptyBatch();
        bytes = 0;
      }
      (batch[kind] as (typeof entity)[]).push(entity);
      bytes += size;
    }
  }
  return entitiesIn(batch) === 0 ? batches : [...batches, batch];
}

const emptyBatch = (): MlflowData => ({ params: [], tags: [], metrics: [] });

export const entitiesIn = ({ params, tags, metrics }: MlflowData): number =>
  params.length + tags.length + metrics.length;

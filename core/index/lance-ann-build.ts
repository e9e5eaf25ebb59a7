import { setTimeout } from 'node:timers/promises';
import type { Job } from '@lancedb/lancedb';
import { CANDIDATES, cacheBytesFor, type IndexPlan, planIndex } from './lance-ann-plan.ts';
import { measureRecall, recallQueries } from './lance-ann-recall.ts';
import { type EffortRecall, removeIndexRecord, writeIndexRecord } from './lance-ann-record.ts';
import { openVectorTable, type VectorTable } from './lance-ann-table.ts';

/** Vectors that recall is measured on: 500 neighbours in all, a standard error of about 0.01. */
const SAMPLE = 50;
const SEED = 1;
const EFFORTS = [0, 0.1, 0.2, 0.3, 0.5, 0.7, 1];
const MILLISECONDS_BETWEEN_CHECKS = 200;

export interface BuildOptions {
  rows: number;
  dimensions: number;
  /** Called several times a second with parts done of all; it may wait, and stops the work by throwing. */
  progress?: (done: number, total: number) => Promise<void>;
  signal?: AbortSignal;
}

/** Counts what is done, and stops where that is wanted. */
interface Steps {
  check(): Promise<void>;
  done(): Promise<void>;
}

/**
 * Makes an approximate index of the vectors that `writeTerms` wrote below `folder`, measures its recall at several
 * efforts on a sample, and notes that in ann.json. Replaces the one there is. Throws DAMAGED where vectors cannot be read.
 */
export async function buildApproximateIndex(folder: string, options: BuildOptions): Promise<void> {
  const { rows, dimensions } = options;
  await removeIndexRecord(folder);
  if (rows === 0) return;
  const plan = planIndex(rows, dimensions);
  const cacheBytes = cacheBytesFor(rows, dimensions);
  const table = await openVectorTable(folder, { rows, dimensions, cacheBytes });
  try {
    const steps = countSteps(2 + EFFORTS.length, options);
    await createIndex(table, plan, steps);
    const queries = await recallQueries(table, { count: SAMPLE, seed: SEED }, steps.check);
    await steps.done();
    const recall: EffortRecall[] = [];
    for (const effort of EFFORTS) {
      // Not probesFor: at 1 the index itself is measured.
      const probes = Math.max(1, Math.round(effort * plan.partitions));
      const share = await measureRecall(table, queries, probes, steps.check);
      recall.push({ effort, recall: Number(share.toFixed(4)) });
      await steps.done();
    }
    const measured = { candidates: CANDIDATES, sample: queries.length, seed: SEED, recall };
    await writeIndexRecord(folder, { ...plan, rows, dimensions, ...measured });
  } finally {
    table.close();
  }
}

function countSteps(total: number, { progress, signal }: BuildOptions): Steps {
  let count = 0;
  const check = async () => {
    signal?.throwIfAborted();
    await progress?.(count, total);
  };
  return {
    check,
    async done() {
      count += 1;
      await check();
    },
  };
}

async function createIndex(table: VectorTable, plan: IndexPlan, steps: Steps): Promise<void> {
  const { Index } = await import('@lancedb/lancedb');
  const options = { distanceType: 'dot', numPartitions: plan.partitions } as const;
  const config = plan.kind === 'IVF_RQ' ? Index.ivfRq(options) : Index.ivfFlat(options);
  await steps.check();
  await finished(await table.store.createIndexAsync('vector', { config }), steps.check);
  await steps.done();
}

/** Waits for a job of LanceDB and asks meanwhile whether it is still wanted. */
async function finished(job: Job, check: () => Promise<void>): Promise<void> {
  const end = job.wait().then(() => true);
  try {
    while (!(await Promise.race([end, setTimeout(MILLISECONDS_BETWEEN_CHECKS, false)])))
      await check();
  } catch (error) {
    await job.cancel();
    // The job ends by the cancelling, or by what is being thrown already.
    await end.catch(() => undefined);
    throw error;
  }
}

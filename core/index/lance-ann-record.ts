import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const FILE = 'ann.json';

const EffortRecall = z.object({
  /** Share of the partitions that were looked through, [0, 1]; at 1 all of them, still by their compressed vectors. */
  effort: z.number().min(0).max(1),
  /** Share of the ten nearest that was found. */
  recall: z.number().min(0).max(1),
});
export type EffortRecall = z.infer<typeof EffortRecall>;

/** What is known of an approximate index; lies beside its table. */
export const IndexRecord = z.object({
  kind: z.enum(['IVF_RQ', 'IVF_FLAT']),
  partitions: z.number().int().min(1),
  rows: z.number().int().min(0),
  dimensions: z.number().int().min(1),
  /** Candidates that were scored exactly when recall was measured. */
  candidates: z.number().int().min(1),
  /** Vectors whose ten nearest were looked up, and the seed that chose them. */
  sample: z.number().int().min(0),
  seed: z.number().int().min(0),
  /** By growing effort. */
  recall: z.array(EffortRecall).min(1),
});
export type IndexRecord = z.infer<typeof IndexRecord>;

/** Written last: an index without it was not finished. */
export async function writeIndexRecord(folder: string, record: IndexRecord): Promise<void> {
  await writeFile(join(folder, FILE), `${JSON.stringify(record, null, 1)}\n`);
}

/** Forgets the index, before it is built again. */
export const removeIndexRecord = (folder: string): Promise<void> =>
  rm(join(folder, FILE), { force: true });

/** Null where no index was built. Throws where the file says nothing that can be used. */
export async function readIndexRecord(folder: string): Promise<IndexRecord | null> {
  let text: string;
  try {
    text = await readFile(join(folder, FILE), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  return IndexRecord.parse(JSON.parse(text));
}

/** Recall at an effort, on the line between the measured ones around it. */
export function recallAt(measured: readonly EffortRecall[], effort: number): number {
  const above = measured.find((point) => point.effort >= effort) ?? measured.at(-1);
  const below = measured.findLast((point) => point.effort <= effort) ?? measured[0];
  if (above === undefined || below === undefined) throw new Error('No recall was measured.');
  const width = above.effort - below.effort;
  const share = width === 0 ? 0 : (effort - below.effort) / width;
  return below.recall + share * (above.recall - below.recall);
}

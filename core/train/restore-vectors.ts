import { CANONICAL } from '#core/contract/data.ts';
import type { Manifest } from '#core/contract/versions.ts';
import { embedTexts } from '#core/embed/embedder.ts';
import { buildApproximateIndex } from '#core/index/lance-ann.ts';
import { writeTerms } from '#core/index/lance-terms.ts';
import type { FileReader } from '#core/platform/files.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import { vectorBytesOf } from './memory-budget.ts';
import type { ModelAccess } from './model-access.ts';
import { rowsOf } from './rebuild-index.ts';
import { assembleEmbedder } from './stored-embedder.ts';
import { readArrays } from './stored-index.ts';
import { indexFolder, readVersionEmbedder } from './version-files.ts';

interface RestoreDeps {
  files: FileReader;
  models: Pick<ModelAccess, 'forAnswering'>;
  context: JobContext;
  memoryBudgetBytes: number;
}

/** Writes the tables of vectors that a version's folder lacks: its terms, embedded anew by its own embedder. Throws DAMAGED. */
export async function restoreVectors(
  folder: string,
  manifest: Manifest,
  deps: RestoreDeps,
): Promise<void> {
  const { files, models } = deps;
  const stored = await readVersionEmbedder(files, folder);
  const base = stored.model && (await models.forAnswering(stored.model));
  try {
    const embedder = assembleEmbedder(stored, base);
    for (const name of [CANONICAL, ...manifest.data.collections.map((one) => one.name)]) {
      await restoreOne(folder, manifest, name, embedder, deps);
    }
  } finally {
    await base?.close();
  }
}

async function restoreOne(
  folder: string,
  manifest: Manifest,
  collection: string,
  embedder: ReturnType<typeof assembleEmbedder>,
  { files, context, memoryBudgetBytes }: RestoreDeps,
): Promise<void> {
  const place = indexFolder(files, folder, collection);
  const rows = rowsOf(await readArrays(files, place));
  const vectors = await embedTexts(embedder, rows.terms, 'term', context.breathe);
  const { dimensions } = embedder;
  const count = rows.terms.length;
  const progress = (done: number) => {
    context.progress(done, count, 'terms');
    return context.breathe();
  };
  await writeTerms(place, { ...rows, vectors, dimensions }, progress);
  if (vectorBytesOf(manifest, collection) <= memoryBudgetBytes) return;
  await buildApproximateIndex(place, { rows: count, dimensions, progress: context.breathe });
}

import { formatSample, probeTexts } from '#core/bundle/sample.ts';
import { spooledVectors } from '#core/bundle/spooled-vectors.ts';
import type { BundleContent } from '#core/bundle/write-bundle.ts';
import type { BundleOptions } from '#core/contract/bundle.ts';
import type { Manifest } from '#core/contract/versions.ts';
import { vectorPieces } from '#core/index/lance-terms.ts';
import { answerProbes } from '#core/train/answer-probes.ts';
import { readModelUse } from '#core/train/embedder-files.ts';
import { openStreamed } from '#core/train/open-streamed.ts';
import { indexFolder } from '#core/train/version-files.ts';
import { type BaseModel, findModel, modelMissing } from './bundle-model.ts';
import { modelFolderParts } from './bundle-model-folder.ts';
import { bundleContent } from './bundle-parts.ts';
import type { ModelTaskDeps } from './task-deps.ts';

/** What goes into a version's bundle. What has to be made for it lies in the folder `scratch` meanwhile. */
export async function exportContent(
  { folder, manifest }: { folder: string; manifest: Manifest },
  scratch: string,
  options: BundleOptions,
  deps: ModelTaskDeps,
): Promise<BundleContent> {
  const { files, appVersion, models } = deps;
  const base = await baseOf(folder, deps);
  const { dimensions } = manifest.space;
  const source = () => vectorPieces(indexFolder(files, folder), dimensions);
  const vectors = spooledVectors(files, files.join(scratch, 'vectors'), { dimensions, source });
  const modelFolder = options.weights
    ? await modelFolderParts(folder, base, files.join(scratch, 'model'), deps)
    : [];
  const version = await openStreamed(files, folder, manifest, { models, vectors });
  try {
    const { index } = version;
    const { rows, firstLearnt, termOf, keyOf, entryOf } = index;
    // Learnt terms are what somebody typed: those are not told.
    const terms = options.texts ? { count: firstLearnt, at: termOf } : null;
    const probes = await answerProbes(version, probeTexts(terms));
    const sample = formatSample(dimensions, probes);
    const keys = { count: rows, at: (row: number) => keyOf(entryOf[row] ?? 0) };
    return await bundleContent({
      ...{ files, folder, manifest, options, appVersion },
      ...{ base, modelFolder, sample, keys, vectors },
    });
  } finally {
    await version.close();
  }
}

/** The model that a version builds on. Throws NOT_FOUND where it is gone. */
async function baseOf(folder: string, deps: ModelTaskDeps): Promise<BaseModel | null> {
  const { files } = deps;
  const use = await readModelUse(files, files.join(folder, 'model'));
  if (use === null) return null;
  const base = await findModel(use, deps);
  if (base === null) throw modelMissing(use, folder);
  return base;
}

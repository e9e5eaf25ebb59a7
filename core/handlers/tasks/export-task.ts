import { z } from 'zod';
import { formatSample, probeTexts } from '#core/bundle/sample.ts';
import { spooledVectors } from '#core/bundle/spooled-vectors.ts';
import { type BundleContent, measureParts, writeBundle } from '#core/bundle/write-bundle.ts';
import { BundleOptions } from '#core/contract/bundle.ts';
import type { Manifest } from '#core/contract/versions.ts';
import { vectorPieces } from '#core/index/lance-terms.ts';
import { counted } from '#core/ingest/words.ts';
import type { JobResult } from '#core/jobs/job-events.ts';
import { answerProbes } from '#core/train/answer-probes.ts';
import { readModelUse } from '#core/train/embedder-files.ts';
import { openStreamed } from '#core/train/open-streamed.ts';
import { indexFolder } from '#core/train/version-files.ts';
import { versionReader } from '#core/versions/version-store.ts';
import { checkedVersions, damagedVersion } from '../checked-versions.ts';
import { refuseTaken } from '../export-place.ts';
import { spoolPath } from '../scratch.ts';
import { type BaseModel, findModel, modelMissing } from './bundle-model.ts';
import { bundleContent } from './bundle-parts.ts';
import { explainNative } from './native-failure.ts';
import type { ModelTaskDeps } from './task-deps.ts';

/** An export as its journal keeps it. */
export const ExportJob = z.object({
  version: z.string(),
  /** An absolute path. */
  out: z.string(),
  /** Where it is written before it is whole. */
  unfinished: z.string(),
  replace: z.boolean(),
  options: BundleOptions,
});
export type ExportJob = z.infer<typeof ExportJob>;

/**
 * Writes a version as one archive, which appears when it is whole. Throws DAMAGED for a version that is not what its
 * manifest says, NOT_FOUND without its model, DISK_FULL.
 */
export async function exportTask(job: ExportJob, deps: ModelTaskDeps): Promise<JobResult> {
  const { workspace, files, emit } = deps;
  emit({ type: 'plan', stages: ['open', 'check', 'write'] });
  const versions = checkedVersions(files, versionReader(files, workspace.layout.versions));
  const stored = await versions.read(job.version);
  if (stored.manifest === null) throw damagedVersion(stored, stored.damage);
  const { manifest } = stored;
  await refuseTaken(files, job.out, job.replace);
  const spool = spoolPath(files, workspace.layout, manifest);
  try {
    const content = await run('open', deps, async () => {
      await files.makeFolder(files.join(spool, '..'));
      const result = await contentOf(stored, spool, job.options, deps);
      return { result, detail: `${counted(result.parts.length, 'file')} to write` };
    });
    const parts = await run('check', deps, async () => {
      const result = await measureParts(content, deps);
      return { result, detail: 'every file is as its manifest says' };
    });
    const written = await run('write', deps, async () => {
      const result = await writeBundle(content, parts, job.out, deps);
      return { result, detail: `${counted(result.files, 'file')}, ${megabytes(result.bytes)}` };
    });
    return { exported: { version: job.version, path: job.out, ...written } };
  } catch (error) {
    throw explainNative(error);
  } finally {
    await files.remove(spool);
  }
}

const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MB`;

/** Runs a stage of a job and tells of it. */
export async function run<Result>(
  stage: string,
  { emit, context }: Pick<ModelTaskDeps, 'emit' | 'context'>,
  work: () => Promise<{ result: Result; detail: string }>,
): Promise<Result> {
  await context.breathe();
  emit({ type: 'stage', stage, state: 'running' });
  const { result, detail } = await work();
  emit({ type: 'stage', stage, state: 'done', detail });
  return result;
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

/** What goes into the bundle. The vectors are read from `spool`. */
async function contentOf(
  { folder, manifest }: { folder: string; manifest: Manifest },
  spool: string,
  options: BundleOptions,
  deps: ModelTaskDeps,
): Promise<BundleContent> {
  const { files, appVersion, models } = deps;
  const base = await baseOf(folder, deps);
  const { dimensions } = manifest.space;
  const source = () => vectorPieces(indexFolder(files, folder), dimensions);
  const vectors = spooledVectors(files, spool, { dimensions, source });
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
      ...{ base, sample, keys, vectors },
    });
  } finally {
    await version.close();
  }
}

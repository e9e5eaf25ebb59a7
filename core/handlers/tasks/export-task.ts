import { z } from 'zod';
import { measureParts, writeBundle } from '#core/bundle/write-bundle.ts';
import { BundleOptions } from '#core/contract/bundle.ts';
import { counted } from '#core/ingest/words.ts';
import type { JobResult } from '#core/jobs/job-events.ts';
import { versionReader } from '#core/versions/version-store.ts';
import { checkedVersions, damagedVersion } from '../checked-versions.ts';
import { refuseTaken } from '../export-place.ts';
import { exportScratch } from '../scratch.ts';
import { exportContent } from './export-content.ts';
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
  await refuseTaken(files, job.out, job.replace);
  const scratch = exportScratch(files, workspace.layout, stored.manifest);
  try {
    const content = await run('open', deps, async () => {
      await files.remove(scratch);
      await files.makeFolder(scratch);
      const result = await exportContent(stored, scratch, job.options, deps);
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
    await files.remove(scratch);
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

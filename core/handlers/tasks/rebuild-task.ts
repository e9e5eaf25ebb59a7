import { z } from 'zod';
import type { Entry } from '#core/contract/data.ts';
import { listed } from '#core/ingest/words.ts';
import type { JobResult } from '#core/jobs/job-events.ts';
import { memoryBudgetOf } from '#core/train/memory-budget.ts';
import { rebuildIndexes } from '#core/train/rebuild-index.ts';
import { versionReader } from '#core/versions/version-store.ts';
import { damagedVersion } from '../checked-versions.ts';
import { explainNative } from './native-failure.ts';
import type { TaskDeps } from './task-deps.ts';

export const RebuildJob = z.object({ version: z.string() });
export type RebuildJob = z.infer<typeof RebuildJob>;

/** Makes the damaged indexes of a version again from what else it holds. Throws NO_VERSION, or DAMAGED where that is too little. */
export async function rebuildTask({ version: id }: RebuildJob, deps: TaskDeps): Promise<JobResult> {
  const { workspace, files, models, context, memoryBytes, emit } = deps;
  const stage = 'rebuild';
  emit({ type: 'plan', stages: [stage] });
  emit({ type: 'stage', stage, state: 'running' });
  const { settings } = await workspace.about();
  const stored = await versionReader(files, workspace.layout.versions).read(id);
  if (stored.manifest === null) throw damagedVersion(stored, stored.damage);
  try {
    const rebuilt = await rebuildIndexes(stored.folder, stored.manifest, {
      ...{ files, models, context },
      memoryBudgetBytes: memoryBudgetOf(settings, memoryBytes),
      entriesOf: (collection, sha256) => entriesOf(collection, sha256, deps),
    });
    const detail = rebuilt.length === 0 ? 'nothing is damaged' : `index of ${listed(rebuilt)}`;
    emit({ type: 'stage', stage, state: 'done', detail });
    return {};
  } catch (error) {
    throw explainNative(error);
  }
}

/** Null where the workspace has other entries by now: a rebuilt version must not say what it did not say before. */
async function entriesOf(
  collection: string,
  sha256: string,
  { workspace, context }: TaskDeps,
): Promise<Entry[] | null> {
  const hashes = await workspace.collectionHashes();
  if (!hashes.some((one) => one.name === collection && one.sha256 === sha256)) return null;
  const entries: Entry[] = [];
  for await (const entry of workspace.entries(collection)) {
    entries.push(entry);
    await context.breathe();
  }
  return entries;
}

import type { Settings } from '#core/contract/workspace.ts';
import { counted } from '#core/ingest/words.ts';
import { toJobError } from '#core/jobs/job-error.ts';
import type { JobResult } from '#core/jobs/job-events.ts';
import type { JudgedQuery } from '#core/train/judged-queries.ts';
import { memoryBudgetOf } from '#core/train/memory-budget.ts';
import { scoreVersion } from '#core/train/score-version.ts';
import { openVersion } from '#core/train/served-version.ts';
import { prepareData } from '#core/train/training-data.ts';
import type { StoredVersion } from '#core/versions/manifest-file.ts';
import { versionReader } from '#core/versions/version-store.ts';
import { loadSnapshot, type Snapshot } from '#core/workspace/snapshot.ts';
import { checkedVersions } from '../checked-versions.ts';
import { scoresOnToday, writeScores } from '../todays-scores.ts';
import type { TaskDeps } from './task-deps.ts';

/** Measures every version on today's test set, so that a chart across versions compares like with like. */
export async function rescoreTask(_request: unknown, deps: TaskDeps): Promise<JobResult> {
  const { workspace, context, emit } = deps;
  const snapshot = await loadSnapshot(workspace, context);
  const { settings } = await workspace.about();
  const { queries } = await prepareData(snapshot, settings, context);
  const stale = await staleVersions(snapshot, deps);
  emit({ type: 'plan', stages: stale.map(({ id }) => id) });
  for (const version of stale) {
    const stage = version.id;
    emit({ type: 'stage', stage, state: 'running' });
    try {
      const detail = await rescore(version, { snapshot, settings, queries: queries.test }, deps);
      emit({ type: 'stage', stage, state: 'done', detail });
    } catch (error) {
      if (context.signal.aborted) throw error;
      // One version that cannot be loaded is no reason to leave the others unmeasured.
      const { code, message } = toJobError(error);
      if (code === 'DISK_FULL' || code === 'READ_ONLY') throw error;
      context.log('warn', `${stage} was not measured. ${message}`);
      emit({ type: 'stage', stage, state: 'failed', detail: message });
    }
  }
  return {};
}

async function staleVersions(
  snapshot: Snapshot,
  { workspace, files }: TaskDeps,
): Promise<WholeVersion[]> {
  const { versions, cache } = workspace.layout;
  const stale: WholeVersion[] = [];
  for (const version of await checkedVersions(files, versionReader(files, versions)).list()) {
    if (version.manifest === null) continue;
    if ((await scoresOnToday(files, cache, version, snapshot)) === null) stale.push(version);
  }
  return stale;
}

type WholeVersion = Extract<StoredVersion, { damage: null }>;

/** Returns what came out, in words. */
async function rescore(
  { id, folder, manifest }: WholeVersion,
  today: { snapshot: Snapshot; settings: Settings; queries: JudgedQuery[] },
  { files, workspace, intraOpThreads, openScan, memoryBytes, models, context }: TaskDeps,
): Promise<string> {
  const { snapshot, settings, queries } = today;
  const version = await openVersion(files, folder, manifest, {
    ...{ intraOpThreads, models },
    ...(openScan && { openScan }),
    memoryBudgetBytes: memoryBudgetOf(settings, memoryBytes),
    searchEffort: settings.searchEffort,
  });
  try {
    const scored = await scoreVersion(version, queries, { seed: manifest.seed, context });
    await writeScores(files, workspace.layout.cache, id, snapshot, scored);
    const { metrics } = scored;
    return `NDCG@10 ${metrics.test['ndcg@10'].toFixed(3)} on ${counted(metrics.test.queries, 'query', 'queries')}`;
  } finally {
    await version.close();
  }
}

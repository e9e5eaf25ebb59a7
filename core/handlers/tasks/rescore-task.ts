import { counted } from '#core/ingest/words.ts';
import type { JobResult } from '#core/jobs/job-events.ts';
import { scoreVersion } from '#core/train/score-version.ts';
import { openVersion } from '#core/train/served-version.ts';
import { prepareData } from '#core/train/training-data.ts';
import type { StoredVersion } from '#core/versions/manifest-file.ts';
import { versionReader } from '#core/versions/version-store.ts';
import { loadSnapshot } from '#core/workspace/snapshot.ts';
import { scoresOnToday, writeScores } from '../todays-scores.ts';
import type { TaskDeps } from './task-deps.ts';

/** Measures every version on today's test set, so that a chart across versions compares like with like. */
export async function rescoreTask(_request: unknown, deps: TaskDeps): Promise<JobResult> {
  const { workspace, files, context, emit } = deps;
  const snapshot = await loadSnapshot(workspace, context);
  const { settings } = await workspace.about();
  const { queries } = await prepareData(snapshot, settings, context);
  const versions = await versionReader(files, workspace.layout.versions).list();
  const stale: StoredVersion[] = [];
  for (const version of versions) {
    const known = await scoresOnToday(files, workspace.layout.cache, version, snapshot);
    if (version.manifest && known === null) stale.push(version);
  }
  emit({ type: 'plan', stages: stale.map(({ id }) => id) });
  for (const { id, folder, manifest } of stale) {
    if (!manifest) continue;
    emit({ type: 'stage', stage: id, state: 'running' });
    const { intraOpThreads } = deps;
    const version = await openVersion(files, folder, manifest, { intraOpThreads, ...context });
    try {
      const { seed } = settings;
      const { metrics, perQuery } = await scoreVersion(version, queries.test, { seed, context });
      await writeScores(files, workspace.layout.cache, id, snapshot, { metrics, perQuery });
      const detail = `NDCG@10 ${metrics.test['ndcg@10'].toFixed(3)} on ${counted(metrics.test.queries, 'query', 'queries')}`;
      emit({ type: 'stage', stage: id, state: 'done', detail });
    } finally {
      await version.close();
    }
  }
  return {};
}

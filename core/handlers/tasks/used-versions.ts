import { runReader } from '#core/runs/run-store.ts';
import { latestReader } from '#core/versions/latest.ts';
import { quarantinedIds } from '#core/versions/take-away.ts';
import type { TaskDeps } from './task-deps.ts';

/** Ids of versions that were ever made or promoted here, also of deleted ones and those in quarantine. */
export async function usedVersions({
  workspace,
  files,
}: Pick<TaskDeps, 'workspace' | 'files'>): Promise<string[]> {
  const { layout } = workspace;
  const latest = latestReader(files, layout);
  const runs = await runReader(files, layout.runs).list();
  const promotions = await latest.history();
  const ids = [
    await latest.latest(),
    ...promotions.map(({ to }) => to),
    ...runs.map(({ version }) => version),
    ...quarantinedIds(await files.list(layout.quarantine)),
  ];
  return ids.filter((id) => id !== null);
}

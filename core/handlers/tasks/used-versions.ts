import { z } from 'zod';
import type { FileReader } from '#core/platform/files.ts';
import { runReader } from '#core/runs/run-store.ts';
import { latestReader } from '#core/versions/latest.ts';
import { quarantinedIds } from '#core/versions/take-away.ts';
import type { TaskDeps } from './task-deps.ts';

/** Ids of versions that were ever made or promoted here, or came in bundles, also of deleted ones and those in quarantine. */
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
    ...(await importedIds(files, layout.imported)),
    ...quarantinedIds(await files.list(layout.quarantine)),
  ];
  return ids.filter((id) => id !== null);
}

const Line = z.object({ version: z.string() });

/** Notes that a version came in. */
export function noteImported(
  { workspace, files }: Pick<TaskDeps, 'workspace' | 'files'>,
  imported: { version: string; origin: string; at: string; sha256: string },
): Promise<void> {
  return files.append(workspace.layout.imported, `${JSON.stringify(imported)}\n`);
}

/** A line that was torn says nothing: its version is there, and so its id is taken. */
async function importedIds(files: FileReader, path: string): Promise<string[]> {
  const ids: string[] = [];
  if (!(await files.exists(path))) return ids;
  for await (const line of files.readLines(path)) {
    try {
      ids.push(Line.parse(JSON.parse(line)).version);
    } catch {
      // see above
    }
  }
  return ids;
}

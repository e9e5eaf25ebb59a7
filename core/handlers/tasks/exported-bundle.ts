import { UNFINISHED } from '#core/bundle/write-bundle.ts';
import { exportTask } from './export-task.ts';
import type { ModelTaskDeps } from './task-deps.ts';

/** Writes a whole bundle of a version below the cache and returns where it is; whoever wants it removes it. */
export async function exportedBundle(version: string, deps: ModelTaskDeps): Promise<string> {
  const { files, workspace } = deps;
  const folder = files.join(workspace.layout.cache, 'mlflow');
  await files.makeFolder(folder);
  const out = files.join(folder, `${version}.plumbline.zip`);
  const options = { texts: true, vectors: true, weights: true };
  const job = { version, out, unfinished: `${out}${UNFINISHED}`, replace: true, options };
  await exportTask(job, { ...deps, emit: () => undefined });
  return out;
}

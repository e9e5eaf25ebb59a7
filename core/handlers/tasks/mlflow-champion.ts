import type { MlflowRecord } from '#core/contract/runs.ts';
import { type MlflowPlace, type PushDeps, pushChampion } from '#core/interop/mlflow/push-run.ts';
import { CHAMPION } from '#core/interop/mlflow/registry.ts';
import { readMlflow, writeMlflow } from '#core/runs/mlflow-file.ts';
import { runReader } from '#core/runs/run-store.ts';
import { latestReader } from '#core/versions/latest.ts';
import type { TaskDeps } from './task-deps.ts';

/** Gives the alias to the model version of the promoted version, where that is pushed; says in words what it did. */
export async function moveChampion(
  place: MlflowPlace,
  name: string,
  push: Omit<PushDeps, 'keep'>,
  deps: TaskDeps,
): Promise<string> {
  const { files, workspace } = deps;
  const { layout } = workspace;
  const latest = await latestReader(files, layout).latest();
  if (latest === null) return 'no version is promoted';
  const runs = await runReader(files, layout.runs).list();
  const run = runs.find(({ version }) => version === latest);
  const record = run ? await readMlflow(files, files.join(layout.runs, run.id)) : null;
  if (record?.url !== place.url || record.model?.name !== name) return `${latest} is not pushed`;
  const { model } = record;
  await pushChampion(place, model, push);
  await noteAliases(record, deps);
  return `${name} ${model.version} (${latest}) is ${CHAMPION}`;
}

/** One record of a server and model says that it has the alias, the others that they have none. */
async function noteAliases(holder: MlflowRecord, { files, workspace }: TaskDeps): Promise<void> {
  const { layout } = workspace;
  for (const { id } of await runReader(files, layout.runs).list()) {
    const folder = files.join(layout.runs, id);
    const record = await readMlflow(files, folder);
    if (!record?.model || record.url !== holder.url || record.model.name !== holder.model?.name)
      continue;
    const alias = record.model.version === holder.model.version ? CHAMPION : null;
    if (record.model.alias === alias) continue;
    await writeMlflow(files, folder, { ...record, model: { ...record.model, alias } });
  }
}

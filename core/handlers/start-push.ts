import type { EngineContext } from './engine-context.ts';
import { noServer, type PushMlflowJob } from './tasks/push-mlflow-task.ts';

/** Starts pushing runs. Throws BAD_INPUT where no server is set, NOT_FOUND for an unknown run. */
export async function startPush(
  engine: EngineContext,
  request: PushMlflowJob,
): Promise<{ id: string }> {
  const session = engine.session();
  const jobs = session.jobs();
  const { settings } = await session.reader.about();
  if (settings.mlflowUrl === null) throw noServer();
  for (const run of request.runs ?? []) await session.runs.read(run);
  const [only, ...others] = request.runs ?? [];
  const what = only !== undefined && others.length === 0 ? only : 'runs';
  return {
    id: await jobs.enqueue({ kind: 'push-mlflow', title: `Push ${what} to MLflow`, request }),
  };
}

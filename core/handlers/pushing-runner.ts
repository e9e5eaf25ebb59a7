import type { Settings } from '#core/contract/workspace.ts';
import { toJobError } from '#core/jobs/job-error.ts';
import type { RunJob } from '#core/jobs/job-events.ts';
import type { NewJob } from '#core/jobs/job-queue.ts';
import type { PushMlflowJob } from './tasks/push-mlflow-task.ts';

interface PushingDeps {
  settings(): Promise<Pick<Settings, 'mlflowAuto' | 'mlflowUrl'>>;
  enqueue(job: NewJob): Promise<string>;
}

/** Trainings whose runs are pushed to MLflow afterwards, by a job of its own: whatever becomes of it, the training has ended well. */
export function pushingRunner(run: RunJob, deps: PushingDeps): RunJob {
  return async (kind, request, emit, signal, pause) => {
    const result = await run(kind, request, emit, signal, pause);
    if (kind !== 'train' || !result.train) return result;
    try {
      await enqueuePush(result.train.run, deps);
    } catch (error) {
      const why = toJobError(error).message;
      emit({ type: 'log', level: 'warn', message: `The run is not pushed to MLflow. ${why}` });
    }
    return result;
  };
}

async function enqueuePush(run: string, { settings, enqueue }: PushingDeps): Promise<void> {
  const { mlflowAuto, mlflowUrl } = await settings();
  if (!mlflowAuto || mlflowUrl === null) return;
  const request: PushMlflowJob = { runs: [run], bundle: false };
  await enqueue({ kind: 'push-mlflow', title: `Push ${run} to MLflow`, request });
}

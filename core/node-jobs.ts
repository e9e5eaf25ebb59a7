import { PlumblineError } from '#core/contract/errors.ts';
import { TrainRequest } from '#core/contract/jobs.ts';
import type { RunJob } from '#core/jobs/job-events.ts';
import { createJobContext } from '#core/platform/node/job-context.ts';
import { openInsideLock } from '#core/workspace/open-workspace.ts';
import { type ImportJob, importTask } from './handlers/tasks/import-task.ts';
import { rescoreTask } from './handlers/tasks/rescore-task.ts';
import type { TaskDeps } from './handlers/tasks/task-deps.ts';
import { trainTask } from './handlers/tasks/train-task.ts';
import { type NodeWiring, nodeWiring } from './node-wiring.ts';

/** Does the work of jobs on the workspace in `folder`, whose lock this process holds. */
export function nodeRunJob(folder: string, wiring: NodeWiring = nodeWiring()): RunJob {
  const { files, clock, info } = wiring;
  return async (kind, request, emit, signal) => {
    const context = createJobContext({
      signal,
      clock,
      onProgress: (done, total, unit) => emit({ type: 'progress', done, total, unit }),
      onLog: (level, message) => emit({ type: 'log', level, message }),
    });
    const workspace = await openInsideLock(folder, wiring);
    const deps: TaskDeps = {
      ...{ workspace, files, clock, context, emit },
      sha256: wiring.sha256,
      intraOpThreads: wiring.intraOpThreads,
      appVersion: info.appVersion,
      environment: { node: info.node, platform: info.platform, device: info.device },
      peakRssMb: () => process.resourceUsage().maxRSS / 1024,
    };
    switch (kind) {
      case 'train':
        return trainTask(TrainRequest.parse(request), deps);
      case 'import':
        return importTask(request as ImportJob, deps);
      case 'rescore':
        return rescoreTask(request, deps);
      default:
        throw new PlumblineError('BAD_INPUT', `There is no job of the kind "${kind}".`);
    }
  };
}

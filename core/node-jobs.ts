import { AddModelRequest, ProbeRequest, TrainRequest } from '#core/contract/jobs.ts';
import { keepBuiltin } from '#core/embed/models/keep-builtin.ts';
import { modelReader } from '#core/embed/models/model-store.ts';
import type { RunJob } from '#core/jobs/job-events.ts';
import { createJobContext } from '#core/platform/node/job-context.ts';
import { openInsideLock } from '#core/workspace/open-workspace.ts';
import { knownDevices } from './handlers/device-book.ts';
import { trainingAccess } from './handlers/model-access.ts';
import { addModelTask } from './handlers/tasks/add-model-task.ts';
import { ExportJob, exportTask } from './handlers/tasks/export-task.ts';
import { ImportBundleJob, importBundleTask } from './handlers/tasks/import-bundle-task.ts';
import { type ImportJob, importTask } from './handlers/tasks/import-task.ts';
import { LearningCurveJob, learningCurveTask } from './handlers/tasks/learning-curve-task.ts';
import { MatchJob, matchTask } from './handlers/tasks/match-task.ts';
import { probeTask } from './handlers/tasks/probe-task.ts';
import { PushMlflowJob, pushMlflowTask } from './handlers/tasks/push-mlflow-task.ts';
import { RebuildJob, rebuildTask } from './handlers/tasks/rebuild-task.ts';
import { RecreateJob, recreateTask } from './handlers/tasks/recreate-task.ts';
import { rescoreTask } from './handlers/tasks/rescore-task.ts';
import type { ModelTaskDeps } from './handlers/tasks/task-deps.ts';
import { trainTask } from './handlers/tasks/train-task.ts';
import { type NodeWiring, nodeWiring } from './node-wiring.ts';

/** Does the work of jobs on the workspace in `folder`, whose lock this process holds. `hub` stands for the hub in tests. */
export function nodeRunJob(
  folder: string,
  wiring: NodeWiring = nodeWiring(),
  hub?: string,
): RunJob {
  const { files, clock, info } = wiring;
  return async (kind, request, emit, signal, { passed }) => {
    const context = createJobContext({
      signal,
      clock,
      passed,
      onProgress: (done, total, unit) => emit({ type: 'progress', done, total, unit }),
      onLog: (level, message) => emit({ type: 'log', level, message }),
    });
    const workspace = await openInsideLock(folder, wiring);
    const { builtinFolder, intraOpThreads, memoryBytes, openScan, spawnMatchThread } = wiring;
    const { layout } = workspace;
    const places = { folder: layout.models, builtinFolder };
    const store = modelReader(files, places);
    const book = { files, layout, clock, intraOpThreads, devices: wiring.devices };
    const models = trainingAccess(
      { files, store, intraOpThreads, keep: (record) => keepBuiltin(files, places, record) },
      (model, job) => knownDevices(model, book, job),
    );
    const deps: ModelTaskDeps = {
      ...{ workspace, files, clock, context, emit },
      ...{ sha256: wiring.sha256, hmac: wiring.hmac, http: wiring.http, digest: wiring.digest },
      ...{ models, intraOpThreads, memoryBytes, builtinFolder, devices: wiring.devices },
      ...(openScan && { openScan }),
      ...(spawnMatchThread && { spawnMatchThread }),
      ...(hub !== undefined && { hub }),
      fetch: (url, options) => fetch(url, options),
      pause: wiring.pause,
      appVersion: info.appVersion,
      environment: {
        app: info.appVersion,
        node: info.node,
        platform: info.platform,
        device: info.device,
      },
      peakRssMb: () => process.resourceUsage().maxRSS / 1024,
    };
    switch (kind) {
      case 'train':
        return trainTask(TrainRequest.parse(request), deps);
      case 'import':
        return importTask(request as ImportJob, deps);
      case 'rescore':
        return rescoreTask(request, deps);
      case 'add-model':
        return addModelTask(AddModelRequest.parse(request), deps);
      case 'probe':
        return probeTask(ProbeRequest.parse(request), deps);
      case 'match':
        return matchTask(MatchJob.parse(request), deps);
      case 'rebuild':
        return rebuildTask(RebuildJob.parse(request), deps);
      case 'recreate':
        return recreateTask(RecreateJob.parse(request), deps);
      case 'export':
        return exportTask(ExportJob.parse(request), deps);
      case 'import-bundle':
        return importBundleTask(ImportBundleJob.parse(request), deps);
      case 'push-mlflow':
        return pushMlflowTask(PushMlflowJob.parse(request), deps);
      case 'learning-curve':
        return learningCurveTask(LearningCurveJob.parse(request), deps);
    }
  };
}

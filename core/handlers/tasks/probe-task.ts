import type { ProbeRequest } from '#core/contract/jobs.ts';
import type { DeviceVerdict } from '#core/contract/models.ts';
import { deviceLabel } from '#core/embed/devices/judge-devices.ts';
import { modelReader } from '#core/embed/models/model-store.ts';
import type { JobResult } from '#core/jobs/job-events.ts';
import { measureDevices } from '../device-book.ts';
import type { ModelTaskDeps } from './task-deps.ts';

/** Measures a model on the devices of this machine and remembers what came out. */
export async function probeTask({ model }: ProbeRequest, deps: ModelTaskDeps): Promise<JobResult> {
  const { files, workspace, builtinFolder, context, emit } = deps;
  const { layout } = workspace;
  emit({ type: 'plan', stages: ['measure'] });
  emit({ type: 'stage', stage: 'measure', state: 'running' });
  const store = modelReader(files, { folder: layout.models, builtinFolder });
  const whole = await store.whole(model);
  const verdict = await measureDevices(whole, { ...deps, layout }, context);
  emit({ type: 'stage', stage: 'measure', state: 'done', detail: described(verdict) });
  return { verdict };
}

function described({ reports }: DeviceVerdict): string {
  const chosen = reports.find((report) => report.chosen);
  if (!chosen) return 'It runs on nothing here.';
  return `${deviceLabel(chosen.device, chosen.dtype)} is the fastest`;
}

import type { DeviceReport, DeviceVerdict, Dtype } from '#core/contract/models.ts';
import { type ProbeCandidate, probeDevices } from '#core/embed/devices/probe-devices.ts';
import {
  findVerdict,
  readVerdicts,
  rememberVerdict,
  type StoredVerdict,
} from '#core/embed/devices/verdict-store.ts';
import type { ModelReader } from '#core/embed/models/model-store.ts';
import { openModel } from '#core/embed/models/open-model.ts';
import type { DevicesHere } from '#core/embed/onnx/find-devices.ts';
import { toJobError } from '#core/jobs/job-error.ts';
import type { Clock } from '#core/platform/clock.ts';
import type { FileReader, Files } from '#core/platform/files.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import type { Layout } from '#core/workspace/layout.ts';

type Whole = Awaited<ReturnType<ModelReader['whole']>>;

export interface BookDeps {
  files: Files;
  layout: Layout;
  clock: Clock;
  intraOpThreads: number;
  /** Looks once and keeps the answer. */
  devices(): Promise<DevicesHere>;
}

/** Where what was measured is kept: below the cache, because it can always be measured again. */
export function verdictFile(files: FileReader, { cache }: Layout): string {
  return files.join(cache, 'devices.json');
}

/** What was measured of a model on this machine with these weights; measured now where it is not known. */
export async function knownDevices(
  model: Whole,
  deps: BookDeps,
  context: JobContext,
): Promise<readonly DeviceReport[]> {
  const { machine } = await deps.devices();
  const { id, sha256 } = model.record;
  const verdicts = await readVerdicts(deps.files, verdictFile(deps.files, deps.layout));
  const known = findVerdict(verdicts, { model: id, sha256, machine });
  if (known) return known.reports;
  context.log('info', `Measuring ${model.record.name} on this machine, once.`);
  return (await measureDevices(model, deps, context)).reports;
}

/** Runs a model on every device that is there, in every dtype that it has, and remembers it. Throws CANCELLED. */
export async function measureDevices(
  { record, folder }: Whole,
  { files, layout, clock, intraOpThreads, devices }: BookDeps,
  context: JobContext,
): Promise<DeviceVerdict> {
  const { found, machine } = await devices();
  const dtypes = Object.keys(record.weights) as Dtype[];
  // A static model is additions in this process: there is nothing that a GPU could do.
  const places = found.filter(
    ({ available, device }) => available && (record.kind === 'transformer' || device === 'cpu'),
  );
  const candidates = places.flatMap(({ device, name, software }) =>
    dtypes.map(
      (dtype): ProbeCandidate => ({
        ...{ device, dtype, name, software },
        open: () => openModel(record, folder, { files, device, dtype, intraOpThreads }),
      }),
    ),
  );
  const reports = await probeDevices({
    candidates,
    elapsed: clock.elapsed,
    breathe: context.breathe,
    progress: (done, total) => context.progress(done, total, 'ways to run it'),
  });
  const { id, name, sha256 } = record;
  const measuredAt = clock.now().toISOString();
  const verdict = { model: id, modelName: name, machine, measuredAt, reports };
  await remember({ ...verdict, sha256 }, files, layout, context);
  return verdict;
}

/** A cache that cannot be written costs a measurement next time, not this job. */
async function remember(
  verdict: StoredVerdict,
  files: Files,
  layout: Layout,
  context: JobContext,
): Promise<void> {
  try {
    await files.makeFolder(layout.cache);
    await rememberVerdict(files, verdictFile(files, layout), verdict);
  } catch (error) {
    context.log('warn', `What was measured could not be kept. ${toJobError(error).message}`);
  }
}

import { PlumblineError } from '#core/contract/errors.ts';
import type { EmbedderChoice } from '#core/contract/jobs.ts';
import { BUILTIN, type DeviceReport, type Dtype, type ModelRecord } from '#core/contract/models.ts';
import { chooseDevice, type DeviceDecision } from '#core/embed/devices/choose-device.ts';
import { deviceLabel } from '#core/embed/devices/judge-devices.ts';
import type { ModelReader } from '#core/embed/models/model-store.ts';
import { type OpenModelOptions, openModel } from '#core/embed/models/open-model.ts';
import type { FileReader } from '#core/platform/files.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import type { ModelAccess, ModelUse, OpenedModel } from '#core/train/model-access.ts';

export interface AccessDeps {
  files: FileReader;
  store: ModelReader;
  intraOpThreads: number;
}

export interface TrainingAccessDeps extends AccessDeps {
  /** Keeps the builtin model for versions that embed with it. */
  keep(builtin: ModelRecord): Promise<void>;
}

type Whole = Awaited<ReturnType<ModelReader['whole']>>;

/** What was measured for a model on this machine, measured now where it is not known. */
export type DevicesOf = (model: Whole, context: JobContext) => Promise<readonly DeviceReport[]>;

/** For those who answer: the CPU, because a GPU serves one session at a time and a training may have it. */
export function answeringAccess({
  files,
  store,
  intraOpThreads,
}: AccessDeps): Pick<ModelAccess, 'forAnswering'> {
  return {
    async forAnswering(use) {
      const { record, folder } = await modelOfVersion(store, use);
      const dtype = use.dtype ?? 'fp32';
      return openModel(record, folder, { files, device: 'cpu', dtype, intraOpThreads });
    },
  };
}

/** For trainings: where the model runs best. */
export function trainingAccess(deps: TrainingAccessDeps, devicesOf: DevicesOf): ModelAccess {
  const { files, store, intraOpThreads } = deps;
  return {
    ...answeringAccess(deps),
    async forTraining(choice, context) {
      const model = await store.whole(choice.embedder);
      const { record, folder } = model;
      if (record.id === BUILTIN) await deps.keep(record);
      const options: Pick<OpenModelOptions, 'files' | 'intraOpThreads'> = { files, intraOpThreads };
      if (record.kind === 'static') {
        const embedder = await openModel(record, folder, {
          ...options,
          device: 'cpu',
          dtype: 'fp32',
        });
        return openedOf(record, null, { embedder, where: 'on the CPU', slow: false });
      }
      const decision = await decide(model, choice, devicesOf, context);
      const { device, dtype, reason, instead } = decision;
      context.log(
        instead ? 'warn' : 'info',
        `${record.name} runs on ${deviceLabel(device, dtype)}. ${reason}`,
      );
      const onFallback = (why: string) => context.log('warn', why);
      const embedder = await openModel(record, folder, { ...options, device, dtype, onFallback });
      const where = `on ${deviceLabel(device, dtype)}`;
      return openedOf(record, dtype, { embedder, where, slow: true });
    },
  };
}

/** Nothing is measured where only one way is possible: the user named it, or there is no other. */
async function decide(
  model: Whole,
  { device, dtype }: EmbedderChoice,
  devicesOf: DevicesOf,
  context: JobContext,
): Promise<DeviceDecision> {
  const dtypes = Object.keys(model.record.weights) as Dtype[];
  const named = dtype === 'auto' ? dtypes : dtypes.filter((known) => known === dtype);
  const [only] = named;
  if (device === 'cpu' && named.length === 1 && only) {
    return { device, dtype: only, reason: 'As chosen.', instead: false };
  }
  return chooseDevice(await devicesOf(model, context), { device, dtype });
}

function openedOf(
  { id, name, sha256, prefixes }: ModelRecord,
  dtype: ModelUse['dtype'],
  opened: Pick<OpenedModel, 'embedder' | 'where' | 'slow'>,
): OpenedModel {
  // What it was distilled from is of no use to those who read a list of versions.
  const known = id === BUILTIN ? BUILTIN : name;
  return { use: { id, name: known, sha256, dtype }, prefixes, ...opened };
}

/** The model with the content that a version was made with. Throws DAMAGED where there is none. */
export async function modelOfVersion(store: ModelReader, use: ModelUse): Promise<Whole> {
  const stored = (await store.list()).find(
    ({ record, damage }) => damage === null && record?.sha256 === use.sha256,
  );
  if (stored?.record) return { record: stored.record, folder: stored.folder };
  throw new PlumblineError(
    'DAMAGED',
    `The model ${use.name} that this version embeds with is gone.`,
    {
      remedy: 'Add the same model again, or train a new version.',
    },
  );
}

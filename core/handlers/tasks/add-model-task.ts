import { PlumblineError } from '#core/contract/errors.ts';
import type { AddModelRequest } from '#core/contract/jobs.ts';
import type { ModelSource } from '#core/contract/models.ts';
import { fetchModel } from '#core/embed/models/fetch-model.ts';
import {
  checkDraft,
  convertDraft,
  copyModel,
  type FoundModel,
  findModel,
} from '#core/embed/models/import-model.ts';
import { modelWriter } from '#core/embed/models/model-store.ts';
import { summariseModel } from '#core/embed/models/model-summary.ts';
import { offlineError } from '#core/embed/models/offline.ts';
import { hubOrigin } from '#core/embed/models/origin.ts';
import { toJobError } from '#core/jobs/job-error.ts';
import type { JobResult } from '#core/jobs/job-events.ts';
import { baseName } from '../read-source.ts';
import { downloadPath, uploadedFolder } from '../scratch.ts';
import { explainNative } from './native-failure.ts';
import type { ModelTaskDeps } from './task-deps.ts';

type Stage = 'copy' | 'download' | 'convert' | 'check' | 'store';

/** A model that lies in a folder of this machine, with where it came from. */
interface Arrived {
  found: FoundModel;
  /** The repository's or the folder's name, which some models are known by. */
  source: string;
  origin: string;
}

/**
 * Brings a model into the workspace: fetches or copies it into a draft, converts it where it must be, tries it, and
 * keeps it. Whatever fails, nothing of the draft stays.
 */
export async function addModelTask(
  request: AddModelRequest,
  deps: ModelTaskDeps,
): Promise<JobResult> {
  const { files, workspace, emit, clock, context } = deps;
  const arrival: Stage = request.source.from === 'hub' ? 'download' : 'copy';
  emit({ type: 'plan', stages: [arrival, 'convert', 'check', 'store'] });
  const places = { folder: workspace.layout.models, builtinFolder: deps.builtinFolder };
  const store = modelWriter(files, places, deps.sha256);
  const stage = async <Result>(
    name: Stage,
    work: () => Promise<{ result: Result; detail: string }>,
  ): Promise<Result> => {
    await context.breathe();
    emit({ type: 'stage', stage: name, state: 'running' });
    const { result, detail } = await work();
    emit({ type: 'stage', stage: name, state: 'done', detail });
    return result;
  };
  const draft = await store.begin();
  try {
    const { found, source, origin } = await stage(arrival, async () => {
      const arrived = await fetchSource(request.source, deps);
      await copyModel(arrived.found, draft, deps);
      return { result: arrived, detail: arrived.origin };
    });
    const name = request.name ?? source;
    const description = await stage('convert', async () => {
      const result = await convertDraft(found.recognised, draft, source, deps);
      return { result, detail: `${result.architecture}, ${result.dimensions} dimensions` };
    });
    const weights = await stage('check', async () => {
      const result = await checkDraft(description, name, draft, deps);
      return { result, detail: `works in ${Object.keys(result).join(', ')}` };
    });
    return await stage('store', async () => {
      const addedAt = clock.now().toISOString();
      const record = { ...description, ...found.card, name, origin, weights, addedAt };
      const { model, added } = await store.commit(draft, record);
      const detail = added ? model.id : `${model.id} was there already`;
      return { result: { model: summariseModel(model, []) }, detail };
    });
  } catch (error) {
    await store.discard(draft).catch((cause: unknown) => {
      // The failure itself is what the user must hear of; the next start sweeps drafts.
      context.log(
        'warn',
        `What was made so far could not be removed. ${toJobError(cause).message}`,
      );
    });
    throw explainNative(error);
  }
}

async function fetchSource(source: ModelSource, deps: ModelTaskDeps): Promise<Arrived> {
  const { files, workspace } = deps;
  const { layout } = workspace;
  switch (source.from) {
    case 'folder':
      return {
        found: await findModel(files, source.path),
        source: baseName(source.path),
        origin: `the folder ${baseName(source.path)}`,
      };
    case 'upload':
      return {
        found: await findUpload(source.upload, deps),
        source: source.name,
        origin: `the uploaded folder ${source.name}`,
      };
    case 'hub': {
      // The setting may have changed since the job was started.
      if ((await workspace.about()).settings.offline) throw offlineError(source.repo);
      const folder = downloadPath(files, layout, source);
      const { found, commit } = await fetchModel(source, folder, deps);
      const origin = hubOrigin(source.repo, commit);
      return { found, source: baseName(source.repo), origin };
    }
  }
}

async function findUpload(
  upload: string,
  { files, workspace }: ModelTaskDeps,
): Promise<FoundModel> {
  const folder = uploadedFolder(files, workspace.layout, upload);
  if (await files.exists(folder)) return findModel(files, folder);
  throw new PlumblineError('NOT_FOUND', 'The uploaded folder is not there any more.', {
    remedy: 'Drop the folder of the model again.',
  });
}

import type { ModelRecord } from '#core/contract/models.ts';
import type { Files } from '#core/platform/files.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import { checkModel } from './check-model.ts';
import { describeModel, type ModelDescription } from './describe-model.ts';
import { overridesFor } from './model-families.ts';
import { copyFiles, listFolder, readSettings, refuseTooLarge } from './model-files.ts';
import { openModel } from './open-model.ts';
import { type ModelCard, readCard } from './read-card.ts';
import { type RecognisedModel, recogniseModel } from './recognise-model.ts';

export interface ImportDeps {
  files: Files;
  context: JobContext;
  intraOpThreads: number;
}

/** The folder of a model, looked through and found usable as far as names tell. */
export interface FoundModel {
  folder: string;
  recognised: RecognisedModel;
  card: ModelCard;
}

/** Looks through a folder. Throws NOT_FOUND, BAD_INPUT or DAMAGED, which say what was looked for and what to do. */
export async function findModel(files: Files, folder: string): Promise<FoundModel> {
  const found = await listFolder(files, folder);
  const settings = await readSettings(files, folder, found);
  const recognised = recogniseModel(found, settings);
  refuseTooLarge(found.filter(({ path }) => recognised.files.includes(path)));
  return { folder, recognised, card: await readCard(files, folder) };
}

/** Copies the files that make up a model into a draft. Throws CANCELLED, DISK_FULL. */
export async function copyModel(
  { folder, recognised }: FoundModel,
  draft: string,
  { files, context }: ImportDeps,
): Promise<void> {
  const found = await listFolder(files, folder);
  const chosen = found.filter(({ path }) => recognised.files.includes(path));
  await copyFiles(files, folder, draft, chosen, context);
}

/** Converts and describes what lies in a draft; `source` is the repository's or the folder's name. */
export async function convertDraft(
  recognised: RecognisedModel,
  draft: string,
  source: string,
  deps: ImportDeps,
): Promise<ModelDescription> {
  const description = await describeModel(recognised, draft, deps);
  const { pooling, prefixes } = overridesFor(source);
  // What a sentence-transformers folder says of itself is right; an export for ONNX says nothing.
  const mayPool = recognised.layout === 'transformers-js' && pooling;
  const mayPrefix = description.kind === 'transformer' && prefixes;
  return {
    ...description,
    ...(mayPool && { pooling }),
    ...(mayPrefix && { prefixes }),
  };
}

/** Tries every dtype of a draft; those that do not work go, with their files. Throws as `checkModel`. */
export async function checkDraft(
  description: ModelDescription,
  name: string,
  draft: string,
  { files, context, intraOpThreads }: ImportDeps,
): Promise<ModelRecord['weights']> {
  const weights = await checkModel(
    { ...description, name },
    (dtype) =>
      openModel({ ...description, name }, draft, {
        ...{ files, dtype, intraOpThreads },
        device: 'cpu',
        thorough: true,
      }),
    context,
  );
  const kept = Object.values(weights);
  for (const file of Object.values(description.weights)) {
    if (!kept.includes(file)) await files.remove(files.join(draft, ...file.split('/')));
  }
  return weights;
}

import { filePieces } from '#core/bundle/file-pieces.ts';
import type { BundlePart } from '#core/bundle/write-bundle.ts';
import { once } from '#core/bundle/write-bundle.ts';
import { PlumblineError } from '#core/contract/errors.ts';
import type { ModelRecord } from '#core/contract/models.ts';
import { MODEL_FILE } from '#core/embed/models/model-record.ts';
import { modelReader } from '#core/embed/models/model-store.ts';
import type { FileReader } from '#core/platform/files.ts';
import type { ModelUse } from '#core/train/model-access.ts';
import type { ModelTaskDeps } from './task-deps.ts';

/** Where a bundle keeps the model that its version builds on. */
export const BASE = 'base/';

export interface BaseModel {
  record: ModelRecord;
  folder: string;
}

/** The model of this content in the workspace, or the builtin one; null where neither is it. */
export async function findModel(
  { sha256 }: Pick<ModelUse, 'sha256'>,
  { files, workspace, builtinFolder }: Pick<ModelTaskDeps, 'files' | 'workspace' | 'builtinFolder'>,
): Promise<BaseModel | null> {
  const store = modelReader(files, { folder: workspace.layout.models, builtinFolder });
  const found = (await store.list()).find(
    ({ record, damage }) => damage === null && record?.sha256 === sha256,
  );
  return found?.record ? { record: found.record, folder: found.folder } : null;
}

/** A model's files as parts of a bundle. Its record is the same whatever the model is called in this workspace. */
export function modelParts(files: FileReader, { record, folder }: BaseModel): BundlePart[] {
  const about = `${JSON.stringify({ ...record, id: 'base' }, null, 2)}\n`;
  const parts: BundlePart[] = Object.entries(record.files).map(([name, expected]) => ({
    ...{ name: `${BASE}${name}`, expected },
    pieces: () => filePieces(files, files.join(folder, ...name.split('/'))),
  }));
  const content = new TextEncoder().encode(about);
  return [...parts, { name: `${BASE}${MODEL_FILE}`, pieces: () => once(content) }];
}

/** What to throw where a version's model is not there. */
export function modelMissing({ name }: Pick<ModelUse, 'name'>, file: string): PlumblineError {
  return new PlumblineError(
    'NOT_FOUND',
    `This version builds on the model ${name}, and neither the bundle nor this workspace has it.`,
    { file, remedy: 'Add the same model first, or export the version again with weights.' },
  );
}

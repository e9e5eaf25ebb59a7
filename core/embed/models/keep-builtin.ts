import { BUILTIN, type ModelRecord } from '#core/contract/models.ts';
import type { Files } from '#core/platform/files.ts';
import { MODEL_FILE, writeModelFile } from './model-record.ts';
import { DRAFT, type ModelPlaces } from './model-store.ts';

/** The folder of a builtin model's copy in a workspace. */
export const builtinCopy = ({ sha256 }: Pick<ModelRecord, 'sha256'>): string =>
  `${BUILTIN}-${sha256.slice(0, 8)}`;

/**
 * Copies the builtin model into the workspace, unless it is there: a later Plumbline may ship with another one, and
 * versions answer only with the one that made them. The caller holds the workspace's lock.
 */
export async function keepBuiltin(
  files: Files,
  { folder, builtinFolder }: ModelPlaces,
  record: ModelRecord,
): Promise<void> {
  const id = builtinCopy(record);
  const place = files.join(folder, id);
  if (await files.exists(files.join(place, MODEL_FILE))) return;
  const draft = files.join(folder, `${DRAFT}${id}`);
  await files.remove(draft);
  await files.makeFolder(draft);
  for (const name of Object.keys(record.files)) {
    await files.writeAtomic(
      files.join(draft, name),
      await files.readBytes(files.join(builtinFolder, name)),
    );
  }
  await writeModelFile(files, draft, { ...record, id });
  await files.flush(draft);
  await files.remove(place);
  await files.rename(draft, place);
}

import { PlumblineError } from '#core/contract/errors.ts';
import { BUILTIN, type ModelRecord } from '#core/contract/models.ts';
import type { FileReader, Files } from '#core/platform/files.ts';
import {
  contentHash,
  hashFiles,
  modelId,
  readStoredModel,
  type StoredModel,
  writeModelFile,
} from './model-record.ts';

/** What is not whole yet; swept away when it is left behind. */
export const DRAFT = '.tmp-';

/** Where models lie. */
export interface ModelPlaces {
  /** The workspace's own. */
  folder: string;
  /** The one that ships with the app. */
  builtinFolder: string;
}

export interface ModelReader {
  /** The builtin one first, then by name; damaged ones too. */
  list(): Promise<StoredModel[]>;
  /** Throws NOT_FOUND where there is none with this id. */
  read(id: string): Promise<StoredModel>;
  /** A model that is whole. Throws NOT_FOUND or DAMAGED. */
  whole(id: string): Promise<{ record: ModelRecord; folder: string }>;
}

/** What the store itself adds to a record. */
export type NewModel = Omit<ModelRecord, 'schema' | 'id' | 'files' | 'sha256'>;

export interface ModelWriter extends ModelReader {
  /** An empty folder of its own for a model in the making; commit or remove it. */
  begin(): Promise<string>;
  /**
   * Hashes and flushes what lies in a draft and makes it appear by one rename. Content that is there already is not
   * kept twice: the draft goes, and `added` is false.
   */
  commit(draft: string, model: NewModel): Promise<{ model: StoredModel; added: boolean }>;
  discard(draft: string): Promise<void>;
  /** Throws NOT_FOUND, or BAD_INPUT for the builtin one and where a version embeds with it. */
  remove(id: string, usedBy: (model: StoredModel) => Promise<string[]>): Promise<void>;
}

export function modelReader(
  files: FileReader,
  { folder, builtinFolder }: ModelPlaces,
): ModelReader {
  const own = (id: string) =>
    readStoredModel(files, files.join(folder, id), { id, builtin: false });
  const read = async (id: string): Promise<StoredModel> => {
    if (id === BUILTIN) return readBuiltin(files, builtinFolder);
    if ((await ownIds(files, folder)).includes(id)) return own(id);
    throw new PlumblineError('NOT_FOUND', `There is no model ${id} in this workspace.`, {
      remedy: 'List the models and choose one of them, or add it first.',
    });
  };
  return {
    read,
    async list() {
      const models = await Promise.all((await ownIds(files, folder)).map(own));
      models.sort((a, b) => ((a.record?.name ?? a.id) < (b.record?.name ?? b.id) ? -1 : 1));
      const builtin = await readBuiltin(files, builtinFolder);
      // Copies of the builtin model are kept for later; the one that is in use now need not be shown twice.
      const others = models.filter(({ record }) => record?.sha256 !== builtin.record?.sha256);
      return [builtin, ...(builtin.record ? others : models)];
    },
    async whole(id) {
      const stored = await read(id);
      if (stored.damage === null) return { record: stored.record, folder: stored.folder };
      throw damagedModel(stored, stored.damage);
    },
  };
}

async function ownIds(files: FileReader, folder: string): Promise<string[]> {
  const names = (await files.list(folder)).filter((name) => !name.startsWith('.'));
  const folders = await Promise.all(names.map((name) => files.isFolder(files.join(folder, name))));
  // What else somebody put there is none of ours.
  return names.filter((name, index) => folders[index] && name !== BUILTIN);
}

function readBuiltin(files: FileReader, folder: string): Promise<StoredModel> {
  return readStoredModel(files, folder, { id: BUILTIN, builtin: true });
}

function damagedModel({ id, folder, builtin }: StoredModel, damage: string): PlumblineError {
  const remedy = builtin
    ? 'Install Plumbline again, or choose another embedder.'
    : 'Remove it and add it again, or bring its folder back from a copy.';
  return new PlumblineError('DAMAGED', `The model ${id} cannot be used: ${damage}.`, {
    file: folder,
    remedy,
  });
}

/** Adds and removes models; the caller holds the workspace's lock. */
export function modelWriter(
  files: Files,
  places: ModelPlaces,
  sha256: (text: string) => string,
): ModelWriter {
  const { folder } = places;
  const reader = modelReader(files, places);
  return {
    ...reader,
    async begin() {
      await files.makeFolder(folder);
      const taken = await files.list(folder);
      for (let n = 1; ; n += 1) {
        if (taken.includes(`${DRAFT}${n}`)) continue;
        const draft = files.join(folder, `${DRAFT}${n}`);
        await files.makeFolder(draft);
        return draft;
      }
    },
    commit: (draft, model) => commit(files, { reader, folder, sha256 }, draft, model),
    discard: (draft) => files.remove(draft),
    remove: (id, usedBy) => remove(files, { reader, folder }, id, usedBy),
  };
}

/** Removes drafts of jobs that were killed; nothing may be adding a model to `folder`. */
export async function removeModelDrafts(files: Files, folder: string): Promise<void> {
  for (const name of await files.list(folder)) {
    if (name.startsWith(DRAFT)) await files.remove(files.join(folder, name));
  }
}

interface Store {
  reader: ModelReader;
  folder: string;
}

async function commit(
  files: Files,
  { reader, folder, sha256 }: Store & { sha256: (text: string) => string },
  draft: string,
  model: NewModel,
): Promise<{ model: StoredModel; added: boolean }> {
  const records = await hashFiles(files, draft);
  const hash = contentHash(records, sha256);
  const same = (await reader.list()).find(
    ({ record, damage }) => !damage && record?.sha256 === hash,
  );
  if (same) {
    await files.remove(draft);
    return { model: same, added: false };
  }
  const id = modelId(model.name, hash);
  const record: ModelRecord = { schema: 1, id, ...model, files: records, sha256: hash };
  await writeModelFile(files, draft, record);
  await files.flush(draft);
  const place = files.join(folder, id);
  // Only a damaged copy of the same model can lie there.
  await files.remove(place);
  await files.rename(draft, place);
  return { model: { id, folder: place, builtin: false, record, damage: null }, added: true };
}

async function remove(
  files: Files,
  { reader, folder }: Store,
  id: string,
  usedBy: (model: StoredModel) => Promise<string[]>,
): Promise<void> {
  const model = await reader.read(id);
  if (model.builtin) {
    throw new PlumblineError('BAD_INPUT', 'The builtin model ships with Plumbline.', {
      remedy: 'It takes no room in the workspace; choose another embedder if you do not want it.',
    });
  }
  const versions = await usedBy(model);
  if (versions.length > 0) throw stillUsed(model, versions);
  // By one rename first, so that a kill halfway leaves a leftover and no half model.
  const gone = files.join(folder, `${DRAFT}gone-${id}`);
  await files.remove(gone);
  await files.rename(model.folder, gone);
  await files.remove(gone);
}

function stillUsed({ id, record }: StoredModel, versions: readonly string[]): PlumblineError {
  const [first] = versions;
  const more = versions.length > 1 ? ` and ${versions.length - 1} more` : '';
  const remedy = 'Those versions could not be searched without it. Keep it, or remove them first.';
  return new PlumblineError(
    'BAD_INPUT',
    `Version ${first}${more} embeds with ${record?.name ?? id}.`,
    { remedy },
  );
}

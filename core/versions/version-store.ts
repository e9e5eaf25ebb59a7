import { PlumblineError } from '#core/contract/errors.ts';
import type { Manifest } from '#core/contract/versions.ts';
import type { Clock } from '#core/platform/clock.ts';
import type { FileReader, Files } from '#core/platform/files.ts';
import {
  fileRecords,
  readStoredVersion,
  type StoredVersion,
  verifyFiles,
  writeManifest,
} from './manifest-file.ts';
import { settleAgain } from './recreate-version.ts';
import { compareNewestFirst, isVersionId, nextVersionId } from './version-id.ts';

const DRAFT = '.tmp-';

/** A version in the making: put its files into `folder`, then commit it. */
export interface VersionDraft {
  id: string;
  folder: string;
}

/** What the store itself adds to a manifest. */
export type NewManifest = Omit<Manifest, 'schema' | 'version' | 'files'>;

export interface VersionReader {
  /** Newest first; damaged ones too. */
  list(): Promise<StoredVersion[]>;
  /** Throws NO_VERSION where there is none with this id. */
  read(id: string): Promise<StoredVersion>;
  /** Checks every file's size and hash; returns what is wrong, in words. */
  verify(id: string): Promise<string[]>;
}

export interface VersionWriter extends VersionReader {
  /** `wanted` becomes its id where no version ever had it; else the next one of today. */
  begin(wanted?: string): Promise<VersionDraft>;
  /** Writes the manifest with every file's hash, flushes, and makes the version appear by one rename. */
  commit(draft: VersionDraft, manifest: NewManifest): Promise<Manifest>;
  /** Throws a draft away. */
  discard(draft: VersionDraft): Promise<void>;
  /** Removes drafts of processes that were killed, and settles what they made again; call it when the workspace is opened for writing. */
  removeLeftovers(): Promise<void>;
}

/** The versions in `folder`. */
export function versionReader(files: FileReader, folder: string): VersionReader {
  const read = async (id: string): Promise<StoredVersion> => {
    const path = files.join(folder, id);
    if (!isVersionId(id) || !(await files.isFolder(path))) throw unknownVersion(id);
    return readStoredVersion(files, path, id);
  };
  return {
    read,
    verify: async (id) => verifyFiles(files, await read(id)),
    async list() {
      const ids = (await files.list(folder)).filter(isVersionId).sort(compareNewestFirst);
      return Promise.all(ids.map((id) => readStoredVersion(files, files.join(folder, id), id)));
    },
  };
}

/**
 * Makes versions in `folder`; the caller holds the workspace's lock. `used` gives ids of versions that may be gone by
 * now: none is given twice, or `latest`, the history and cached scores would mean another version than they did.
 */
export function versionWriter(
  files: Files,
  folder: string,
  clock: Clock,
  used: () => Promise<string[]> = async () => [],
): VersionWriter {
  return {
    ...versionReader(files, folder),
    begin: async (wanted) => begin(files, folder, { clock, used: await used(), wanted }),
    commit: (draft, manifest) => commit(files, folder, draft, manifest),
    discard: (draft) => files.remove(draft.folder),
    async removeLeftovers() {
      for (const name of await files.list(folder)) {
        if (name.startsWith(DRAFT)) await files.remove(files.join(folder, name));
      }
      await settleAgain(files, folder);
    },
  };
}

async function begin(
  files: Files,
  folder: string,
  { clock, used, wanted }: { clock: Clock; used: readonly string[]; wanted: string | undefined },
): Promise<VersionDraft> {
  const names = await files.list(folder);
  const present = names.map((name) => (name.startsWith(DRAFT) ? name.slice(DRAFT.length) : name));
  const taken = [...present, ...used];
  const free = wanted !== undefined && isVersionId(wanted) && !taken.includes(wanted);
  const id = free ? wanted : nextVersionId(clock.now(), taken);
  const draft = { id, folder: files.join(folder, `${DRAFT}${id}`) };
  await files.makeFolder(draft.folder);
  return draft;
}

async function commit(
  files: Files,
  folder: string,
  draft: VersionDraft,
  rest: NewManifest,
): Promise<Manifest> {
  const records = await fileRecords(files, draft.folder);
  const manifest: Manifest = { schema: 1, version: draft.id, ...rest, files: records };
  await writeManifest(files, draft.folder, manifest);
  await files.flush(draft.folder);
  await files.rename(draft.folder, files.join(folder, draft.id));
  return manifest;
}

function unknownVersion(id: string): PlumblineError {
  return new PlumblineError('NO_VERSION', `There is no version ${id}.`, {
    remedy: 'List the versions and choose one of them.',
  });
}

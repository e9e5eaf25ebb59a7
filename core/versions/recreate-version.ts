import type { Manifest } from '#core/contract/versions.ts';
import type { FileReader, Files } from '#core/platform/files.ts';
import { fileRecords, readStoredVersion, writeManifest } from './manifest-file.ts';
import { quarantineVersion } from './take-away.ts';
import { isVersionId } from './version-id.ts';

const AGAIN = '.recreated-';

interface VersionDraft {
  id: string;
  folder: string;
}

interface Place {
  folder: string;
  quarantine: string;
}

/** A version that is made again under its old id, beside the damaged one until it is whole. */
export async function beginAgain(
  files: Files,
  { folder }: Place,
  id: string,
): Promise<VersionDraft> {
  const draft = { id, folder: files.join(folder, `${AGAIN}${id}`) };
  await files.remove(draft.folder);
  await files.makeFolder(draft.folder);
  return draft;
}

/** The manifest of what was made again: what it was made from and when stays as it was. */
export async function manifestAgain(
  files: FileReader,
  draft: VersionDraft,
  old: Manifest,
  made: Omit<Manifest, 'schema' | 'version' | 'files'>,
): Promise<Manifest> {
  const { createdAt, run, parent } = old;
  const records = await fileRecords(files, draft.folder);
  const lineage = { createdAt, run, parent };
  return { schema: 1, version: draft.id, ...made, ...lineage, files: records };
}

/**
 * Puts the whole new version in the damaged one's place, which goes to quarantine; returns that folder. A kill between
 * the two steps is mended by `settleAgain`.
 */
export async function commitAgain(
  files: Files,
  place: Place,
  draft: VersionDraft,
  manifest: Manifest,
): Promise<string> {
  await writeManifest(files, draft.folder, manifest);
  await files.flush(draft.folder);
  const away = await quarantineVersion(files, place, draft.id);
  await files.rename(draft.folder, files.join(place.folder, draft.id));
  return away;
}

/** Ends or undoes what a kill interrupted: the new version appears where the damaged one is away already. */
export async function settleAgain(files: Files, folder: string): Promise<void> {
  for (const name of await files.list(folder)) {
    if (!name.startsWith(AGAIN)) continue;
    const path = files.join(folder, name);
    const id = name.slice(AGAIN.length);
    const taken = !isVersionId(id) || (await files.exists(files.join(folder, id)));
    const whole = !taken && (await readStoredVersion(files, path, id)).manifest !== null;
    if (whole) await files.rename(path, files.join(folder, id));
    else await files.remove(path);
  }
}

/** Which of the files that depend on data and settings alone are byte for byte as they were. */
export function comparedFiles(old: Manifest, now: Manifest): { same: string[]; other: string[] } {
  const names = Object.keys(old.files).filter((name) => !name.includes('.lance/'));
  const isSame = (name: string) => old.files[name]?.sha256 === now.files[name]?.sha256;
  return { same: names.filter(isSame), other: names.filter((name) => !isSame(name)) };
}

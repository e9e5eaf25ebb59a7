import type { Files } from '#core/platform/files.ts';
import { diskUse } from './disk-use.ts';

/** Begins with what marks leftovers, which the next opening for writing removes. */
const REMOVED = '.tmp-removed-';

/** Deletes a version: for readers it is gone in one step, however long its files take. Returns its bytes. */
export async function removeVersion(files: Files, folder: string, id: string): Promise<number> {
  const bytes = await diskUse(files, files.join(folder, id));
  const away = files.join(folder, `${REMOVED}${id}`);
  await files.remove(away);
  await files.rename(files.join(folder, id), away);
  await files.remove(away);
  return bytes;
}

/** Moves a version to `<quarantine>/<id>-<n>` in one step; returns that folder. */
export async function quarantineVersion(
  files: Files,
  { folder, quarantine }: { folder: string; quarantine: string },
  id: string,
): Promise<string> {
  await files.makeFolder(quarantine);
  const to = files.join(quarantine, freeName(id, await files.list(quarantine)));
  await files.rename(files.join(folder, id), to);
  return to;
}

function freeName(id: string, taken: readonly string[]): string {
  let n = 1;
  while (taken.includes(`${id}-${n}`)) n += 1;
  return `${id}-${n}`;
}

/** The versions that ever were moved there. */
export function quarantinedIds(names: readonly string[]): string[] {
  return names.flatMap((name) => /^(v\d{8}-\d+)-\d+$/.exec(name)?.[1] ?? []);
}

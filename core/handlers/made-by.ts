import type { VersionReader } from '#core/versions/version-store.ts';

/** Finds the version that a run of this workspace made; null where it made none. */
export function versionMadeBy(
  versions: Pick<VersionReader, 'list'>,
): (run: string) => Promise<string | null> {
  return async (run) => {
    const all = await versions.list();
    // A version that came in a bundle names a run of another workspace.
    const made = all.find(({ manifest }) => manifest?.run === run && manifest.imported === null);
    return made?.id ?? null;
  };
}

import { PlumblineError } from '#core/contract/errors.ts';
import type { FileReader } from '#core/platform/files.ts';
import type { StoredVersion } from '#core/versions/manifest-file.ts';
import type { VersionReader } from '#core/versions/version-store.ts';

/**
 * A reader that also looks whether each file that the manifest names is there in its full length. Content is not
 * hashed: that is for `verify`, and would take seconds for each list.
 */
export function checkedVersions(files: FileReader, versions: VersionReader): VersionReader {
  const check = (stored: StoredVersion) => checkLengths(files, stored);
  return {
    verify: versions.verify,
    read: async (id) => check(await versions.read(id)),
    list: async () => Promise.all((await versions.list()).map(check)),
  };
}

async function checkLengths(files: FileReader, stored: StoredVersion): Promise<StoredVersion> {
  const { id, folder, manifest } = stored;
  if (manifest === null) return stored;
  for (const [name, { bytes }] of Object.entries(manifest.files)) {
    const found = await lengthOf(files, files.join(folder, ...name.split('/')));
    if (found === null) return { id, folder, manifest: null, damage: `${name} is missing` };
    if (found !== bytes) {
      const damage = `${name} has ${found} bytes instead of ${bytes}`;
      return { id, folder, manifest: null, damage };
    }
  }
  return stored;
}

async function lengthOf(files: FileReader, path: string): Promise<number | null> {
  try {
    return await files.size(path);
  } catch (error) {
    if (error instanceof PlumblineError && error.code === 'NOT_FOUND') return null;
    throw error;
  }
}

/**
 * What to say of a version that cannot be used. `damage` begins with the damaged file where that is known; an index can
 * be made again from the rest of the version, nothing else can.
 */
export function damagedVersion(
  { id, folder }: Pick<StoredVersion, 'id' | 'folder'>,
  damage: string,
  cause?: unknown,
): PlumblineError {
  const remedy = remedyFor(id, damage);
  return new PlumblineError(
    'DAMAGED',
    `Version ${id} is damaged: ${damage}.`,
    { file: folder, remedy },
    { cause },
  );
}

/** What begins a damage where nothing is known but that the version cannot be loaded. */
export const NOT_LOADED = 'it cannot be loaded';

const REBUILDABLE = new RegExp(`^(index/|collections/|${NOT_LOADED})`);

function remedyFor(id: string, damage: string): string {
  if (REBUILDABLE.test(damage)) return rebuildRemedy(id);
  return damage.startsWith('its manifest') ? REPLACE : recreateRemedy(id);
}

const REPLACE =
  'Bring its folder back from a copy, or train again; the other versions are unharmed.';

const recreateRemedy = (id: string) =>
  `Make it again from its manifest: plumbline versions recreate WORKSPACE ${id}, or bring its folder back from a copy; the other versions are unharmed.`;

const rebuildRemedy = (id: string) =>
  `Rebuild it: plumbline versions rebuild WORKSPACE ${id}, or the button Rebuild. Where that does not help, train again; the other versions are unharmed.`;

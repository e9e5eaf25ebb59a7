import { PlumblineError } from '#core/contract/errors.ts';
import type { FileReader } from '#core/platform/files.ts';
import type { ModelAccess } from '#core/train/model-access.ts';
import { openVersion, type ServedVersion } from '#core/train/served-version.ts';
import type { LatestReader } from '#core/versions/latest.ts';
import type { VersionReader } from '#core/versions/version-store.ts';
import { damagedVersion } from './checked-versions.ts';
import { singleFlight } from './single-flight.ts';

/** Versions that stay in memory: the one in use and one to compare it with. */
const VERSIONS_IN_MEMORY = 2;

/** The versions that answer, loaded when they are first asked for. */
export interface VersionShelf {
  /** The version to answer with unless one is named: latest, else the newest that is whole. */
  inUse(): Promise<string | null>;
  /**
   * Runs `work` with a version, by default the one in use; it stays open meanwhile.
   * Throws NO_VERSION, or DAMAGED where it cannot be loaded.
   */
  answer<Result>(
    version: string | undefined,
    work: (version: ServedVersion) => Promise<Result>,
  ): Promise<Result>;
  close(): Promise<void>;
}

interface ShelfDeps {
  files: FileReader;
  versions: VersionReader;
  latest: LatestReader;
  intraOpThreads: number;
  models: Pick<ModelAccess, 'forAnswering'>;
  breathe: () => Promise<void>;
}

export function versionShelf(deps: ShelfDeps): VersionShelf {
  const held = singleFlight<ServedVersion>(VERSIONS_IN_MEMORY, (version) => version.close());
  const inUse = async () => (await deps.latest.latest()) ?? (await newestWhole(deps.versions));
  return {
    inUse,
    async answer(version, work) {
      const id = version ?? (await inUse());
      if (id === null) throw noVersion();
      return held.use(id, () => load(id, deps), work);
    },
    close: held.close,
  };
}

async function newestWhole(versions: VersionReader): Promise<string | null> {
  const whole = (await versions.list()).find(({ manifest }) => manifest !== null);
  return whole?.id ?? null;
}

function noVersion(): PlumblineError {
  return new PlumblineError('NO_VERSION', 'There is no version to search yet.', {
    remedy: 'Train one first.',
  });
}

async function load(id: string, deps: ShelfDeps): Promise<ServedVersion> {
  const stored = await deps.versions.read(id);
  if (!stored.manifest) throw damagedVersion(stored, stored.damage);
  const { files, intraOpThreads, models, breathe } = deps;
  const options = { intraOpThreads, models, breathe };
  try {
    return await openVersion(files, stored.folder, stored.manifest, options);
  } catch (cause) {
    // Its files have their lengths, so whatever fails here lies in what they hold.
    const why = cause instanceof Error ? cause.message : String(cause);
    throw damagedVersion(stored, `it cannot be loaded (${why.replace(/\.$/, '')})`, cause);
  }
}

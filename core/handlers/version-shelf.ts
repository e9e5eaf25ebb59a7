import { CANONICAL } from '#core/contract/data.ts';
import { PlumblineError } from '#core/contract/errors.ts';
import type { Manifest } from '#core/contract/versions.ts';
import type { Settings } from '#core/contract/workspace.ts';
import type { OpenScan } from '#core/index/scan-thread.ts';
import type { FileReader } from '#core/platform/files.ts';
import { memoryBudgetOf, vectorBytesOf } from '#core/train/memory-budget.ts';
import type { ModelAccess } from '#core/train/model-access.ts';
import { type OpenOptions, openVersion, type ServedVersion } from '#core/train/served-version.ts';
import type { LatestReader } from '#core/versions/latest.ts';
import { MANIFEST, type StoredVersion } from '#core/versions/manifest-file.ts';
import { isVersionId } from '#core/versions/version-id.ts';
import type { VersionReader } from '#core/versions/version-store.ts';
import { damagedVersion, NOT_LOADED } from './checked-versions.ts';
import { singleFlight } from './single-flight.ts';

/** Versions that stay in memory, as long as their vectors fit into the budget together: an explanation asks three. */
const VERSIONS_IN_MEMORY = 3;

/** The versions that answer, loaded when they are first asked for. */
export interface VersionShelf {
  /** The version to answer with unless one is named: latest, else the newest that is whole. */
  inUse(): Promise<string | null>;
  /**
   * Runs `work` with a version, by default the one in use; it stays open meanwhile. One that was rebuilt, or whose
   * memory settings were changed, is loaded anew. Throws NO_VERSION, or DAMAGED where it cannot be loaded.
   */
  answer<Result>(
    version: string | undefined,
    work: (version: ServedVersion) => Promise<Result>,
  ): Promise<Result>;
  /**
   * Runs `work`, which takes a version away, when nobody works with it any more; who asks for it meanwhile waits, and
   * gets what is there then.
   */
  withdraw<Result>(version: string, work: () => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** The settings that decide how a version is opened. */
type MemorySettings = Pick<Settings, 'memoryBudgetMb' | 'searchEffort'>;

interface ShelfDeps {
  files: FileReader;
  /** Where the versions lie. */
  folder: string;
  versions: VersionReader;
  latest: LatestReader;
  settings(): Promise<MemorySettings>;
  /** Of this machine, in bytes. */
  memoryBytes: number;
  intraOpThreads: number;
  openScan?: OpenScan;
  models: Pick<ModelAccess, 'forAnswering'>;
}

export function versionShelf(deps: ShelfDeps): VersionShelf {
  let budget = 0;
  const held = singleFlight<ServedVersion>(
    (versions) => fits(versions, budget),
    (version) => version.close(),
  );
  const leaving = new Map<string, Promise<unknown>>();
  const inUse = async () => (await deps.latest.latest()) ?? (await newestWhole(deps.versions));
  return {
    inUse,
    async answer(version, work) {
      const id = version ?? (await inUse());
      if (id === null) throw noVersion();
      const { memoryBudgetMb, searchEffort } = await deps.settings();
      budget = memoryBudgetOf({ memoryBudgetMb }, deps.memoryBytes);
      const stamp = `${budget} ${searchEffort} ${await manifestText(id, deps)}`;
      const options = { memoryBudgetBytes: budget, searchEffort };
      await leaving.get(id)?.catch(() => undefined); // who takes it away hears of that
      return held.use(id, () => load(id, deps, options), work, stamp);
    },
    async withdraw(id, work) {
      const gone = held.evict(id).then(work);
      leaving.set(id, gone);
      try {
        return await gone;
      } finally {
        leaving.delete(id);
      }
    },
    close: held.close,
  };
}

function fits(versions: readonly ServedVersion[], budget: number): boolean {
  const bytes = versions.map(({ manifest }) => heldBytes(manifest, budget));
  return bytes.length <= VERSIONS_IN_MEMORY && bytes.reduce((a, b) => a + b, 0) <= budget;
}

/** Bytes of the vectors that a version holds in memory; those beyond the budget stay on the disk. */
export function heldBytes(manifest: Manifest, budget: number): number {
  return [CANONICAL, ...manifest.data.collections.map(({ name }) => name)]
    .map((collection) => vectorBytesOf(manifest, collection))
    .filter((bytes) => bytes <= budget)
    .reduce((a, b) => a + b, 0);
}

/** A rebuild changes it, and nothing else does. */
async function manifestText(id: string, { files, folder }: ShelfDeps): Promise<string> {
  if (!isVersionId(id)) return '';
  const path = files.join(folder, id, MANIFEST);
  return (await files.exists(path)) ? files.readText(path) : '';
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

async function load(
  id: string,
  { files, versions, intraOpThreads, openScan, models }: ShelfDeps,
  memory: Required<Pick<OpenOptions, 'memoryBudgetBytes' | 'searchEffort'>>,
): Promise<ServedVersion> {
  const stored = await versions.read(id);
  if (!stored.manifest) throw damagedVersion(stored, stored.damage);
  const options = { intraOpThreads, models, ...memory, ...(openScan && { openScan }) };
  const { manifest, folder } = stored;
  const version = await orDamaged(stored, () => openVersion(files, folder, manifest, options));
  const has = new Set(manifest.data.collections.map(({ name }) => name));
  return {
    ...version,
    in: (name) => (has.has(name) ? orDamaged(stored, () => version.in(name)) : version.in(name)),
  };
}

/** Its files have their lengths, so whatever fails in opening them lies in what they hold. */
async function orDamaged<Opened>(
  stored: Pick<StoredVersion, 'id' | 'folder'>,
  open: () => Promise<Opened> | Opened,
): Promise<Opened> {
  try {
    return await open();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw damagedVersion(stored, `${NOT_LOADED} (${why.replace(/\.$/, '')})`, cause);
  }
}

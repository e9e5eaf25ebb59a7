import { PlumblineError } from '#core/contract/errors.ts';
import type { Manifest } from '#core/contract/versions.ts';
import type { Settings } from '#core/contract/workspace.ts';
import type { VersionReader } from '#core/versions/version-store.ts';
import type { TrainDeps } from './train-deps.ts';
import { readVersionParts, type VersionParts } from './version-files.ts';

/** The version that an incremental training goes on from. */
export interface ParentVersion {
  folder: string;
  manifest: Manifest;
  parts: VersionParts;
}

/**
 * Latest, or the newest whole version where none is promoted. Throws BAD_INPUT where there is none, or where settings
 * that shaped what it learnt have changed since; DAMAGED where it cannot be read.
 */
export async function openParent(
  settings: Settings,
  { files, versions, latest }: Pick<TrainDeps, 'files' | 'versions' | 'latest'>,
): Promise<ParentVersion> {
  const id = (await latest.latest()) ?? (await newestWhole(versions));
  const stored = id === null ? null : await versions.read(id);
  if (stored === null) throw noParent();
  const { manifest, folder } = stored;
  if (manifest === null) {
    throw new PlumblineError('DAMAGED', `${stored.id} is damaged: ${stored.damage}.`, {
      file: folder,
      remedy: 'Rebuild it, promote another version, or run a full training.',
    });
  }
  const changed = changedSettings(manifest.settings, settings);
  if (changed.length > 0) throw otherSettings(manifest.version, changed);
  return { folder, manifest, parts: await readVersionParts(files, folder) };
}

async function newestWhole(versions: VersionReader): Promise<string | null> {
  const whole = (await versions.list()).find(({ manifest }) => manifest !== null);
  return whole?.id ?? null;
}

/** What vectors and evidence depend on: the same learnt parts mean nothing under others. */
const SHAPING = [
  'keyIsTerm',
  'terms',
  'withLexical',
  'lexicalDimensions',
  'pcaDimensions',
  'language',
  'stopWords',
] as const satisfies readonly (keyof Settings)[];

/** The shaping settings that are not what they were; none where a version of before kept no settings. */
export function changedSettings(before: Manifest['settings'], now: Settings): string[] {
  const same = (name: (typeof SHAPING)[number]) =>
    JSON.stringify(before[name]) === JSON.stringify(now[name]);
  return SHAPING.filter((name) => name in before && !same(name));
}

function noParent(): PlumblineError {
  return new PlumblineError('BAD_INPUT', 'There is no version to go on from.', {
    remedy: 'Run a full training first.',
  });
}

function otherSettings(version: string, changed: readonly string[]): PlumblineError {
  const which = changed.join(', ');
  return new PlumblineError('BAD_INPUT', `${version} was made with other settings: ${which}.`, {
    remedy: 'Run a full training, or set them back.',
  });
}

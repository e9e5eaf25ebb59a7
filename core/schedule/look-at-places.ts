import type { WatchedPlace } from '#core/contract/schedule.ts';
import type { FileReader } from '#core/platform/files.ts';
import type { SeenFile } from './file-note.ts';
import { isWatchable, MOST_FILES } from './watchable.ts';

type LookingFiles = Pick<
  FileReader,
  'join' | 'exists' | 'isFolder' | 'list' | 'size' | 'modifiedAt'
>;

/** Looks at every watched file without reading it. A file of two places counts for the first; none fails the others. */
export async function lookAtPlaces(
  files: LookingFiles,
  places: readonly WatchedPlace[],
): Promise<SeenFile[]> {
  const seen = new Map<string, SeenFile>();
  for (const place of places) {
    for (const one of await lookAtPlace(files, place)) {
      if (!seen.has(one.path)) seen.set(one.path, one);
    }
  }
  return [...seen.values()];
}

async function lookAtPlace(files: LookingFiles, place: WatchedPlace): Promise<SeenFile[]> {
  const { path, kind, collection } = place;
  const about = { place: path, kind, collection };
  try {
    if (!(await files.isFolder(path))) return [await lookAtFile(files, { path, ...about })];
    const names = (await files.list(path)).filter((name) => isWatchable(name, kind));
    const seen: SeenFile[] = [];
    for (const name of names.slice(0, MOST_FILES)) {
      const file = files.join(path, name);
      if (!(await files.isFolder(file)))
        seen.push(await lookAtFile(files, { path: file, ...about }));
    }
    if (names.length > MOST_FILES) seen.push({ path, ...about, found: TOO_MANY });
    return seen;
  } catch (error) {
    return [{ path, ...about, found: unreadable(error) }];
  }
}

const TOO_MANY = {
  state: 'unreadable',
  reason: `There are more than ${MOST_FILES} files in this folder; the first ${MOST_FILES} by name are looked at.`,
} as const;

async function lookAtFile(files: LookingFiles, about: Omit<SeenFile, 'found'>): Promise<SeenFile> {
  const { path } = about;
  try {
    if (!(await files.exists(path))) return { ...about, found: MISSING };
    const found = { bytes: await files.size(path), modifiedAt: await files.modifiedAt(path) };
    return { ...about, found };
  } catch (error) {
    return { ...about, found: unreadable(error) };
  }
}

const MISSING = { state: 'missing', reason: 'There is no such file now.' } as const;

/** What is wrong with a file, in words. */
export function unreadable(error: unknown): { state: 'unreadable'; reason: string } {
  const why = error instanceof Error ? error.message : String(error);
  return { state: 'unreadable', reason: `It cannot be read: ${why.replace(/\.$/, '')}.` };
}

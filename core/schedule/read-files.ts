import type { WatchedPlace } from '#core/contract/schedule.ts';
import type { FileReader } from '#core/platform/files.ts';
import { afterLook, type FileNote, type SeenFile, sameStamp, wantsReading } from './file-note.ts';
import { lookAtPlaces, unreadable } from './look-at-places.ts';

interface Look {
  places: readonly WatchedPlace[];
  /** ISO 8601. */
  at: string;
  /** Also try again what could not be read. */
  again: boolean;
}

/** Looks at every place and reads what has changed and is whole. Returns what is known of each file then. */
export async function readFiles(
  files: FileReader,
  before: readonly FileNote[],
  { places, at, again }: Look,
): Promise<FileNote[]> {
  const seen = await lookAtPlaces(files, places);
  const notes: FileNote[] = [];
  for (const one of seen) {
    const known = before.find((note) => isSameFile(note, one));
    const looked = afterLook(known, one, at);
    const note = again && looked.stamp !== null ? { ...looked, trouble: null } : looked;
    notes.push(wantsReading(known, note) ? await read(files, note) : note);
  }
  return [...notes, ...keptNotes(before, seen, places)];
}

const isSameFile = (note: FileNote, { path, kind, collection }: SeenFile): boolean =>
  note.path === path && note.kind === kind && note.collection === collection;

/** Of a folder that cannot be seen now all files stay as they are, of any other those that were imported and are gone. */
function keptNotes(
  before: readonly FileNote[],
  seen: readonly SeenFile[],
  places: readonly WatchedPlace[],
): FileNote[] {
  const found = new Set(seen.map(({ path }) => path));
  const unseen = new Set(seen.flatMap(({ path, place }) => (path === place ? [place] : [])));
  const watched = new Set(places.map(({ path }) => path));
  return before.flatMap((note) => {
    if (found.has(note.path) || !watched.has(note.place)) return [];
    if (unseen.has(note.place)) return [note];
    if (note.imported === null) return [];
    const trouble = {
      state: 'missing',
      reason: 'There is no such file now.',
      stamp: null,
    } as const;
    return [{ ...note, stamp: null, trouble }];
  });
}

/** The note with the file's content; without it where the file changes while it is read. */
async function read(files: FileReader, note: FileNote): Promise<FileNote> {
  const { path, stamp } = note;
  if (stamp === null) return note;
  try {
    const sha256 = await files.sha256(path);
    const after = { bytes: await files.size(path), modifiedAt: await files.modifiedAt(path) };
    if (!sameStamp(stamp, after)) return { ...note, stamp: after };
    return { ...note, content: { sha256, stamp } };
  } catch (error) {
    return { ...note, trouble: { ...unreadable(error), stamp } };
  }
}

import type { Settings, WatchedFile } from '#core/contract/index.ts';

type WatchedPlace = Settings['watch'][number];

/** What the state of a watched file is called. */
export const FILE_STATES: Record<WatchedFile['state'], { word: string; tone: string }> = {
  same: { word: 'taken in', tone: 'good' },
  changed: { word: 'changed', tone: 'warn' },
  new: { word: 'new', tone: 'warn' },
  missing: { word: 'not there', tone: 'bad' },
  unreadable: { word: 'cannot be read', tone: 'bad' },
  refused: { word: 'refused', tone: 'bad' },
};

/** A watched place with the files that were found in it. */
export interface PlaceRow {
  place: WatchedPlace;
  files: WatchedFile[];
}

/** Every place with its files; one that was not looked at yet has none. */
export function placeRows(
  places: readonly WatchedPlace[],
  watched: readonly WatchedFile[],
): PlaceRow[] {
  return places.map((place) => ({
    place,
    files: watched.filter((file) => file.place === place.path),
  }));
}

/** Why a place cannot be added; null where it can. */
export function placeProblem(path: string, places: readonly WatchedPlace[]): string | null {
  const text = path.trim();
  if (text === '') return null;
  if (!/^(\/|[A-Za-z]:[\\/]|\\\\)/.test(text)) return 'Write the whole path, from the root.';
  if (places.some((place) => place.path === text)) return 'This is watched already.';
  return places.length >= 100 ? 'At most 100 places can be watched.' : null;
}

/** The last part of a path, with its folder where it stands alone. */
export function fileName(path: string): string {
  return path.split(/[\\/]/).filter(Boolean).at(-1) ?? path;
}

/** Files that wait to be taken in. */
export function waitingFiles(watched: readonly WatchedFile[]): WatchedFile[] {
  return watched.filter(({ state }) => state === 'changed' || state === 'new');
}

/** `feedback.csv has changed`, `feedback.csv and 2 more have changed`; null where nothing waits. */
export function waitingWords(watched: readonly WatchedFile[]): string | null {
  const waiting = waitingFiles(watched);
  const [first] = waiting;
  if (!first) return null;
  const name = fileName(first.path);
  if (waiting.length === 1) return first.state === 'new' ? `${name} is new` : `${name} has changed`;
  return `${name} and ${waiting.length - 1} more have changed`;
}

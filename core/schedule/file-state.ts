import { CANONICAL, type ImportRecord } from '#core/contract/data.ts';
import type { WatchedFile } from '#core/contract/schedule.ts';
import { type FileNote, isSettling } from './file-note.ts';
import { nameOf } from './watchable.ts';

/** The imports of a workspace, oldest first. */
export type Imports = readonly Pick<
  ImportRecord,
  'kind' | 'collection' | 'name' | 'sha256' | 'at'
>[];

/** A file as it is shown; null while it has never been whole. */
export function watchedFile(note: FileNote, imports: Imports): WatchedFile | null {
  const { path, place, kind, collection, seenAt } = note;
  const judged = stateOf(note, imports);
  if (judged === null) return null;
  const importedAt = note.imported?.at ?? lastImport(note, imports)?.at ?? null;
  return { path, place, kind, collection, seenAt, importedAt, ...judged };
}

/** Its content is new and whole: it can be taken in. */
export function isTakeable(note: FileNote, imports: Imports): boolean {
  const state = stateOf(note, imports)?.state;
  return (state === 'changed' || state === 'new') && !isSettling(note);
}

function stateOf(note: FileNote, imports: Imports): Pick<WatchedFile, 'state' | 'reason'> | null {
  const { trouble, content, refused, ignored, imported } = note;
  if (trouble) return { state: trouble.state, reason: trouble.reason };
  if (content === null) return null;
  const { sha256 } = content;
  if (refused?.sha256 === sha256) return { state: 'refused', reason: refused.reason };
  if (ignored === sha256) return { state: 'same', reason: IGNORED };
  const last = lastImport(note, imports);
  if (imported?.sha256 === sha256 || last?.sha256 === sha256)
    return { state: 'same', reason: null };
  if (imported || last) return { state: 'changed', reason: null };
  const known = imports.some((one) => belongs(one, note) && one.sha256 === sha256);
  return { state: known ? 'same' : 'new', reason: null };
}

const IGNORED = 'Left out at your request until it changes again.';

/** What was last imported of a file of this name, by hand or from here. */
function lastImport(note: FileNote, imports: Imports) {
  const name = nameOf(note.path);
  return imports.findLast((one) => belongs(one, note) && one.name === name);
}

function belongs(one: Imports[number], { kind, collection }: FileNote): boolean {
  return one.kind === kind && (kind === 'feedback' || (one.collection ?? CANONICAL) === collection);
}

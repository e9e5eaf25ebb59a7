import { desktopBridge } from '#renderer/api/desktop-bridge.ts';
import { createStore } from '#renderer/api/store.ts';
import { formatBytes, formatQuantity } from '#renderer/ui/format.ts';
import { newAddition } from './additions.ts';
import type { FolderListing } from './read-folder.ts';
import { type FolderKind, recogniseFolder } from './recognise-folder.ts';

/** A folder that is no model, with what it seems to be instead. */
export interface FolderNotice {
  id: number;
  name: string;
  listing: FolderListing;
  found: Exclude<FolderKind, { kind: 'model' }>;
}

const notices = createStore<readonly FolderNotice[]>([]);
let nextId = 1;

/** Folders that were dropped or chosen and cannot be added as they are. */
export const useFolderNotices = notices.use;

export function removeNotice(id: number): void {
  notices.set(notices.get().filter((notice) => notice.id !== id));
}

/**
 * Looks at a folder: a model is asked about, anything else gets a notice. `path` is where it lies, where that is known:
 * then the engine reads it itself. Returns the screen where the folder is shown.
 */
export function takeFolder(listing: FolderListing, path = ''): 'settings' | 'data' {
  const found = recogniseFolder(listing.name, listing.files);
  if (found.kind !== 'model') {
    notices.set([...notices.get(), { id: nextId++, name: listing.name, listing, found }]);
    return found.kind === 'incomplete' || found.kind === 'several' ? 'settings' : 'data';
  }
  const amount = `${formatQuantity(found.files.length, 'file')}, ${formatBytes(found.bytes)}`;
  newAddition({
    name: found.name,
    about: `${found.layout.charAt(0).toUpperCase()}${found.layout.slice(1)}, ${amount}`,
    source: path
      ? { from: 'path', path: joinPath(path, found.root) }
      : { from: 'upload', listing, model: found },
  });
  return 'settings';
}

/** The path of a dropped folder; empty in a browser. */
export function pathOf(file: File | null): string {
  return (file && desktopBridge()?.pathForFile(file)) || '';
}

function joinPath(folder: string, root: string): string {
  const separator = folder.includes('\\') ? '\\' : '/';
  return [folder, ...root.split('/').filter(Boolean)].join(separator);
}

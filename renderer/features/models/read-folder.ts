import type { ListedFile } from './recognise-folder.ts';

/** A file of a folder, and how to get its content. */
export interface FolderFile extends ListedFile {
  file: File;
}

export interface FolderListing {
  name: string;
  files: FolderFile[];
  /** There was more than may be listed: too many files, or folders too deep. */
  cut: boolean;
}

/** More than any model has; a dropped home folder stops here. */
export const FOLDER_LIMITS = { files: 2000, depth: 6 };

/** The part of a browser's FileSystemEntry that is used. */
export interface DroppedEntry {
  name: string;
  isDirectory: boolean;
}
export interface DroppedFile extends DroppedEntry {
  file(done: (file: File) => void, failed: (error: Error) => void): void;
}
export interface DroppedFolder extends DroppedEntry {
  createReader(): {
    /** Some of the entries; none when all have been given. */
    readEntries(done: (entries: DroppedEntry[]) => void, failed: (error: Error) => void): void;
  };
}

/** Lists a dropped folder, hidden folders left out. Rejects with the browser's error where something cannot be read. */
export async function readDroppedFolder(
  folder: DroppedFolder,
  limits = FOLDER_LIMITS,
): Promise<FolderListing> {
  const listing: FolderListing = { name: folder.name, files: [], cut: false };
  await listInto(listing, folder, { prefix: '', depth: 1 }, limits);
  return listing;
}

/** Lists what a folder dialog of the browser gave, within the same bounds. */
export function readChosenFolder(
  chosen: readonly File[],
  limits = FOLDER_LIMITS,
): FolderListing | null {
  const [first] = chosen;
  if (!first) return null;
  const files = chosen
    .map((file) => ({
      path: file.webkitRelativePath.split('/').slice(1).join('/'),
      size: file.size,
      file,
    }))
    .filter(({ path }) => !path.split('/').slice(0, -1).some(isHidden))
    .filter(({ path }) => path.split('/').length <= limits.depth);
  return {
    name: first.webkitRelativePath.split('/')[0] ?? '',
    files: files.slice(0, limits.files),
    cut: files.length > limits.files,
  };
}

interface Place {
  prefix: string;
  depth: number;
}

async function listInto(
  listing: FolderListing,
  folder: DroppedFolder,
  { prefix, depth }: Place,
  limits: typeof FOLDER_LIMITS,
): Promise<void> {
  if (depth > limits.depth) {
    listing.cut = true;
    return;
  }
  for (const entry of await entriesOf(folder)) {
    if (listing.files.length >= limits.files) {
      listing.cut = true;
      return;
    }
    const path = prefix + entry.name;
    if (isFolder(entry)) {
      if (isHidden(entry.name)) continue;
      await listInto(listing, entry, { prefix: `${path}/`, depth: depth + 1 }, limits);
    } else {
      const file = await contentOf(entry as DroppedFile);
      listing.files.push({ path, size: file.size, file });
    }
  }
}

export function isFolder(entry: DroppedEntry): entry is DroppedFolder {
  return entry.isDirectory;
}

function isHidden(name: string): boolean {
  return name.startsWith('.');
}

async function entriesOf(folder: DroppedFolder): Promise<DroppedEntry[]> {
  const reader = folder.createReader();
  const all: DroppedEntry[] = [];
  for (;;) {
    const some = await new Promise<DroppedEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return all.sort((a, b) => (a.name < b.name ? -1 : 1));
    all.push(...some);
  }
}

function contentOf(entry: DroppedFile): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

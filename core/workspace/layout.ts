import { join } from 'node:path';
import { CANONICAL, CollectionName } from '#core/contract/data.ts';

/** The workspace schema that this program reads and writes. */
export const WORKSPACE_SCHEMA = 1;

/** Where everything lies below a workspace's folder. Paths only: nothing here touches a disk. */
export interface Layout {
  folder: string;
  /** Schema version, name, settings. */
  workspaceFile: string;
  lock: string;
  originals: string;
  collections: string;
  /** The collection that queries are matched against. */
  canonical: string;
  /** The ledger: imports and decisions, append-only. */
  ledger: string;
  cache: string;
  /** Vectors that were made before, by space. */
  vectorCache: string;
  /** Models that were added: `models/<id>/`. */
  models: string;
  /** Matched tables: `matches/<id>/`. */
  matches: string;
  versions: string;
  /** The promoted id. */
  latest: string;
  /** Changes of `latest`, append-only. */
  promotions: string;
  /** Versions that came in bundles, append-only: their ids are never given again. */
  imported: string;
  runs: string;
  jobs: string;
  /** Counts of what was answered: `monitor/<day>.json`. */
  monitor: string;
  /** What is watched, as it was last seen, and when was trained by itself. */
  schedule: string;
  /** Where bundles and other formats go unless another place is named. */
  exports: string;
  /** What signs and opens doors elsewhere; readable by its owner alone, never copied or sent. */
  secrets: string;
  /** Damaged versions that were moved out of the way: `quarantine/<id>-<n>/`. */
  quarantine: string;
}

/** The layout of the workspace in `folder`, an absolute path. */
export function layoutOf(folder: string): Layout {
  const data = join(folder, 'data');
  const collections = join(data, 'collections');
  return {
    folder,
    workspaceFile: join(folder, 'workspace.json'),
    lock: join(folder, '.lock'),
    originals: join(data, 'originals'),
    collections,
    canonical: collectionPath({ collections }, CANONICAL),
    ledger: join(data, 'feedback.jsonl'),
    cache: join(folder, 'cache'),
    vectorCache: join(folder, 'cache', 'vectors'),
    models: join(folder, 'models'),
    matches: join(folder, 'matches'),
    versions: join(folder, 'versions'),
    latest: join(folder, 'latest'),
    promotions: join(folder, 'promotions.jsonl'),
    imported: join(folder, 'imported.jsonl'),
    runs: join(folder, 'runs'),
    jobs: join(folder, 'jobs'),
    monitor: join(folder, 'monitor'),
    schedule: join(folder, 'schedule.json'),
    exports: join(folder, 'exports'),
    secrets: join(folder, '.secrets.json'),
    quarantine: join(folder, 'quarantine'),
  };
}

const COLLECTION_ENDING = '.jsonl';

/** Where the entries of a collection lie. `name` is a CollectionName: any other could lead out of the folder. */
export function collectionPath({ collections }: Pick<Layout, 'collections'>, name: string): string {
  return join(collections, `${name}${COLLECTION_ENDING}`);
}

/** The collection that a file in their folder holds; null for any other file. */
export function collectionOf(file: string): string | null {
  if (!file.endsWith(COLLECTION_ENDING)) return null;
  return CollectionName.safeParse(file.slice(0, -COLLECTION_ENDING.length)).data ?? null;
}

/** Where a collection is written before it takes its place. */
export function unfinishedPath(path: string): string {
  return `${path}.unfinished`;
}

/** The folders that a new workspace gets. */
export function foldersOf(layout: Layout): string[] {
  return [layout.originals, layout.collections, layout.versions, layout.runs, layout.jobs];
}

/** The name under which an imported file is kept: `<sha256>-<safe name>`. */
export function originalName(sha256: string, name: string): string {
  return `${sha256}-${safeName(name)}`;
}

/** A file name that every system accepts, at most 100 characters, with its ending kept. */
export function safeName(name: string): string {
  const base = name.split(/[\\/]/).at(-1) ?? '';
  const safe = base
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._-]+/gu, '_')
    .replace(/^\.+/, '');
  return shorten(safe, 100) || 'file';
}

function shorten(name: string, length: number): string {
  const characters = [...name];
  if (characters.length <= length) return name;
  const half = Math.floor(length / 2);
  return [...characters.slice(0, half), ...characters.slice(-half)].join('');
}

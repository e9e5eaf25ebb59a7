import { CANONICAL, type Entry, type ImportRecord } from '#core/contract/data.ts';
import { PlumblineError } from '#core/contract/errors.ts';
import { Settings, type SettingsChange } from '#core/contract/workspace.ts';
import type { Clock } from '#core/platform/clock.ts';
import type { FileReader, Files } from '#core/platform/files.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import { writeCollection } from './collections.ts';
import {
  collectionPath,
  foldersOf,
  type Layout,
  layoutOf,
  unfinishedPath,
  WORKSPACE_SCHEMA,
} from './layout.ts';
import type { LedgerPlace } from './ledger-file.ts';
import type { ImportHeader } from './ledger-import.ts';
import {
  type LedgerReader,
  type LedgerWriter,
  ledgerReader,
  ledgerWriter,
} from './ledger-store.ts';
import { takeLock } from './lock.ts';
import { migrateWorkspace } from './migrations/migrate.ts';
import {
  type NamedCollections,
  namedCollections,
  refuseName,
  refuseRemoval,
} from './named-collections.ts';
import { keepOriginal } from './originals.ts';
import {
  checkWorkspaceFile,
  readAnyWorkspaceFile,
  type WorkspaceFile,
  writeWorkspaceFile,
} from './workspace-file.ts';

/** A workspace that can only be looked at. */
export interface WorkspaceReader extends NamedCollections {
  readonly layout: Layout;
  readonly files: FileReader;
  readonly ledger: LedgerReader;
  /** Name, creation date and settings as they are now. */
  about(): Promise<WorkspaceFile>;
}

/** A workspace of which this process is the one writer. */
export interface WorkspaceWriter extends WorkspaceReader {
  readonly files: Files;
  readonly ledger: LedgerWriter;
  /** Changes some settings and returns all of them. */
  updateSettings(changes: SettingsChange): Promise<Settings>;
  /** Copies a file that is being imported to data/originals; returns where it lies. */
  keepOriginal(file: { source: string; name: string; sha256: string }): Promise<string>;
  /**
   * Makes or replaces the collection that the header names, else the canonical one, with its record in the ledger, both
   * or neither. Throws BAD_INPUT for a name that a file cannot have, or that another has but for its case.
   */
  importCollection(
    header: ImportHeader & { skipped: number },
    entries: readonly Entry[],
    context: JobContext,
  ): Promise<ImportRecord>;
  /** Throws BAD_INPUT for the canonical collection, NOT_FOUND where there is none of this name. */
  removeCollection(name: string): Promise<void>;
  /** Gives the lock back. */
  close(): Promise<void>;
}

export interface Surroundings {
  files: Files;
  clock: Clock;
}

/** Makes a workspace in a folder that is new or empty enough. Throws BAD_INPUT where there is one already. */
export async function createWorkspace(
  folder: string,
  name: string,
  { files, clock }: Surroundings,
): Promise<void> {
  const layout = layoutOf(folder);
  if (await files.exists(layout.workspaceFile)) {
    throw new PlumblineError('BAD_INPUT', `${folder} is a workspace already.`, {
      file: layout.workspaceFile,
      remedy: 'Open it, or choose another folder.',
    });
  }
  for (const path of foldersOf(layout)) await files.makeFolder(path);
  await writeWorkspaceFile(files, layout, {
    schema: WORKSPACE_SCHEMA,
    name,
    createdAt: clock.now().toISOString(),
    settings: Settings.parse({}),
  });
}

/**
 * Opens a workspace without taking its lock; a writer may change it meanwhile.
 * Throws NOT_FOUND, NEWER_WORKSPACE, DAMAGED, or READ_ONLY where it needs a migration first.
 */
export async function openForReading(folder: string, files: FileReader): Promise<WorkspaceReader> {
  const layout = layoutOf(folder);
  const file = await readAnyWorkspaceFile(files, layout);
  if (file.schema < WORKSPACE_SCHEMA) throw needsMigration(layout, file.schema);
  checkWorkspaceFile(file, layout.workspaceFile);
  return readerOf(layout, files, ledgerReader(files, ledgerPlace(layout)));
}

function ledgerPlace(layout: Layout): LedgerPlace {
  return { path: layout.ledger, collection: (name) => collectionPath(layout, name) };
}

/**
 * Opens a workspace as its one writer: takes the lock, migrates it, and mends what a killed writer left.
 * Throws as openForReading does, and BUSY where another process holds the lock.
 */
export async function openForWriting(
  folder: string,
  { files, clock }: Surroundings,
): Promise<WorkspaceWriter> {
  const layout = layoutOf(folder);
  const before = await readAnyWorkspaceFile(files, layout);
  if (before.schema >= WORKSPACE_SCHEMA) checkWorkspaceFile(before, layout.workspaceFile);
  const lock = await takeLock(layout.lock, { files, clock });
  try {
    await migrateWorkspace(files, layout);
    checkWorkspaceFile(await readAnyWorkspaceFile(files, layout), layout.workspaceFile);
    const writer = writerOf(layout, { files, clock }, false, lock.release);
    await mend(writer);
    return writer;
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** For a worker thread of the process that holds the lock: writes without taking or giving it back. */
export async function openInsideLock(
  folder: string,
  { files, clock }: Surroundings,
): Promise<WorkspaceWriter> {
  const { layout } = await openForReading(folder, files);
  return writerOf(layout, { files, clock }, true, () => Promise.resolve());
}

function readerOf<Reader extends LedgerReader>(layout: Layout, files: FileReader, ledger: Reader) {
  return {
    layout,
    files,
    ledger,
    about: async () =>
      checkWorkspaceFile(await readAnyWorkspaceFile(files, layout), layout.workspaceFile),
    ...namedCollections({ layout, files, ledger }),
  };
}

function writerOf(
  layout: Layout,
  { files, clock }: Surroundings,
  shared: boolean,
  close: () => Promise<void>,
): WorkspaceWriter {
  const ledger = ledgerWriter(files, ledgerPlace(layout), { clock, shared });
  const reader = readerOf(layout, files, ledger);
  return {
    ...reader,
    files,
    close,
    async updateSettings(changes) {
      const file = await reader.about();
      const named = Object.entries(changes).filter(([, value]) => value !== undefined);
      const settings = Settings.parse({ ...file.settings, ...Object.fromEntries(named) });
      await writeWorkspaceFile(files, layout, { ...file, settings });
      return settings;
    },
    keepOriginal: (file) => keepOriginal(files, layout.originals, file),
    async importCollection(header, entries, context) {
      const { collection = CANONICAL } = header;
      refuseName(collection, await reader.collections());
      await files.makeFolder(layout.collections);
      const path = collectionPath(layout, collection);
      const written = await writeCollection(files, path, entries, context);
      const named = { ...header, collection, entriesSha256: written.sha256 };
      return ledger.importCollection(named, written.place);
    },
    async removeCollection(name) {
      refuseRemoval(name, await reader.collections());
      await ledger.removeCollection(name, () => files.remove(collectionPath(layout, name)));
    },
  };
}

/** Folders that an archive or git may have dropped because they were empty, and what a kill left. */
async function mend({ files, layout, ledger }: WorkspaceWriter): Promise<void> {
  for (const path of foldersOf(layout)) await files.makeFolder(path);
  for (const folder of [layout.collections, layout.originals]) {
    for (const name of await files.list(folder)) {
      if (name.endsWith(unfinishedPath(''))) await files.remove(files.join(folder, name));
    }
  }
  await ledger.tidy();
  const { removed } = await ledger.read();
  for (const name of removed) await files.remove(collectionPath(layout, name));
}

function needsMigration({ workspaceFile }: Layout, schema: number): PlumblineError {
  return new PlumblineError(
    'READ_ONLY',
    `This workspace has the older schema ${schema} and has to be brought up to date first.`,
    { file: workspaceFile, remedy: 'Open it once for writing, e.g. in the window.' },
  );
}

import type { FileSource } from '#core/contract/index.ts';
import { desktopBridge } from '#renderer/api/desktop-bridge.ts';
import type { Failure } from '#renderer/api/failure.ts';
import { createStore } from '#renderer/api/store.ts';
import type { Choices, FileUse } from './import-choice.ts';

/** A file that was dropped or chosen and waits for a look and an import. */
export interface PendingFile extends Choices {
  id: number;
  name: string;
  source: FileSource;
  state: 'looking' | 'waiting' | 'importing';
  /** Why its import failed. */
  failure?: Failure;
}

const pending = createStore<readonly PendingFile[]>([]);
let nextId = 1;

/** Files that wait, in the order of their arrival. They outlive a change of screen. */
export const usePendingFiles = pending.use;

/** Takes files that were dropped or chosen in the browser; in the desktop app by their path, so that nothing is copied. */
export function addFiles(files: Iterable<File>): void {
  const bridge = desktopBridge();
  for (const file of files) {
    const path = bridge?.pathForFile(file) ?? '';
    add(file.name, path ? { path } : { name: file.name, content: file });
  }
}

/** Takes files by their path, as the desktop's dialog gives them. */
export function addPaths(paths: Iterable<string>): void {
  for (const path of paths) add(path.split(/[\\/]/).at(-1) ?? path, { path });
}

export function changePending(id: number, change: Partial<PendingFile>): void {
  pending.set(pending.get().map((file) => (file.id === id ? { ...file, ...change } : file)));
}

/** Takes the file for something else: what was chosen for what it was before means nothing for it. */
export function changeUse(id: number, use: FileUse): void {
  const without = ({ mapping: _m, entryColumns: _e, ...file }: PendingFile) => ({ ...file, use });
  pending.set(pending.get().map((file) => (file.id === id ? without(file) : file)));
}

export function removePending(id: number): void {
  pending.set(pending.get().filter((file) => file.id !== id));
}

function add(name: string, source: FileSource): void {
  pending.set([...pending.get(), { id: nextId++, name, source, state: 'looking' }]);
}

import type { FeedbackColumns, FileKind, FileSource } from '#core/contract/index.ts';
import { desktopBridge } from '#renderer/api/desktop-bridge.ts';
import type { Failure } from '#renderer/api/failure.ts';
import { createStore } from '#renderer/api/store.ts';

/** A file that was dropped or chosen and waits for a look and an import. */
export interface PendingFile {
  id: number;
  name: string;
  source: FileSource;
  /** What the user said it is, where the engine's guess was wrong. */
  kind?: FileKind;
  mapping?: FeedbackColumns;
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

export function removePending(id: number): void {
  pending.set(pending.get().filter((file) => file.id !== id));
}

function add(name: string, source: FileSource): void {
  pending.set([...pending.get(), { id: nextId++, name, source, state: 'looking' }]);
}

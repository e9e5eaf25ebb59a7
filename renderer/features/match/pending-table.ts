import type { FileSource } from '#core/contract/index.ts';
import { desktopBridge } from '#renderer/api/desktop-bridge.ts';
import { createStore } from '#renderer/api/store.ts';
import { TABLE_EXTENSIONS, type TableChoices } from './match-setup.ts';

/** A table that was dropped or chosen and waits to be matched. */
export interface PendingTable {
  id: number;
  name: string;
  source: FileSource;
  /** What was chosen otherwise than suggested. */
  choices: Partial<TableChoices>;
}

const pending = createStore<PendingTable | null>(null);
let nextId = 1;

/** The table that waits, or null. It outlives a change of screen; a newer one takes its place. */
export const usePendingTable = pending.use;

/** Takes a table of the browser; in the desktop app by its path, so that nothing is copied. */
export function takeTable(file: File): void {
  const path = desktopBridge()?.pathForFile(file) ?? '';
  put(file.name, path ? { path } : { name: file.name, content: file });
}

export function changeChoices(change: Partial<TableChoices>): void {
  const table = pending.get();
  if (table) pending.set({ ...table, choices: { ...table.choices, ...change } });
}

export function dropPending(): void {
  pending.set(null);
}

/** Opens the system's dialog and takes what was chosen; does nothing where the dialog is closed. */
export async function chooseTable(): Promise<void> {
  const bridge = desktopBridge();
  if (bridge) {
    const title = 'Choose a table';
    const [path] = await bridge.chooseFiles({ title, extensions: TABLE_EXTENSIONS });
    if (path) put(path.split(/[\\/]/).at(-1) ?? path, { path });
    return;
  }
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = TABLE_EXTENSIONS.map((extension) => `.${extension}`).join(',');
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    if (file) takeTable(file);
  });
  input.click();
}

function put(name: string, source: FileSource): void {
  pending.set({ id: nextId++, name, source, choices: {} });
}

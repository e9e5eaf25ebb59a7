import type { FileSource } from '#core/contract/index.ts';
import { desktopBridge } from '#renderer/api/desktop-bridge.ts';
import { createStore } from '#renderer/api/store.ts';

/** An archive that was dropped or chosen. */
export interface BundleFile {
  name: string;
  /** Null where only its path is known. */
  bytes: number | null;
  source: FileSource;
}

/** Archives that were dropped and wait for a word, in the order of their arrival. They outlive a change of screen. */
const pending = createStore<readonly BundleFile[]>([]);

export const usePendingBundles = pending.use;

/** Takes archives that were dropped; in the desktop app by their path, so that nothing is copied. */
export function takeBundles(files: readonly File[]): void {
  pending.set([...pending.get(), ...files.map(fromFile)]);
}

export function dropBundle(bundle: BundleFile): void {
  pending.set(pending.get().filter((other) => other !== bundle));
}

/** Lets one be chosen, which then waits like a dropped one. */
export async function offerBundle(): Promise<void> {
  const chosen = await chooseBundle();
  if (chosen) pending.set([...pending.get(), chosen]);
}

/** Opens the system's dialog; null where it is closed without a choice. */
export async function chooseBundle(): Promise<BundleFile | null> {
  const bridge = desktopBridge();
  if (bridge) {
    const [path] = await bridge.chooseFiles({ title: 'Import a bundle', extensions: ['zip'] });
    return path
      ? { name: path.split(/[\\/]/).at(-1) ?? path, bytes: null, source: { path } }
      : null;
  }
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.zip';
  return new Promise((resolve) => {
    input.addEventListener('cancel', () => resolve(null));
    input.addEventListener('change', () => {
      const file = input.files?.[0];
      resolve(file ? fromFile(file) : null);
    });
    input.click();
  });
}

function fromFile(file: File): BundleFile {
  const path = desktopBridge()?.pathForFile(file) ?? '';
  const source = path ? { path } : { name: file.name, content: file };
  return { name: file.name, bytes: file.size, source };
}

import { desktopBridge } from '#renderer/api/desktop-bridge.ts';
import { addFiles, addPaths } from './pending-files.ts';

export const ACCEPTED = ['json', 'jsonl', 'ndjson', 'csv', 'tsv', 'txt', 'parquet'];

/** Opens the system's dialog and takes what was chosen; does nothing where the dialog is closed. */
export async function chooseFiles(): Promise<void> {
  const bridge = desktopBridge();
  if (bridge) {
    addPaths(
      await bridge.chooseFiles({ title: 'Add files', multiple: true, extensions: ACCEPTED }),
    );
    return;
  }
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.accept = ACCEPTED.map((extension) => `.${extension}`).join(',');
  input.addEventListener('change', () => addFiles(input.files ?? []));
  input.click();
}

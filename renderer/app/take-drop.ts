import { addFiles } from '#renderer/features/data/pending-files.ts';
import { takeTable } from '#renderer/features/match/pending-table.ts';
import { pathOf, takeFolder } from '#renderer/features/models/dropped-folders.ts';
import {
  type DroppedFolder,
  isFolder,
  readDroppedFolder,
} from '#renderer/features/models/read-folder.ts';
import { isBundleName } from '#renderer/features/versions/export-choice.ts';
import { takeBundles } from '#renderer/features/versions/pending-bundle.ts';
import { showToast } from '#renderer/ui/toast.tsx';
import { placeOfDrop } from './drop-place.ts';
import { navigate } from './navigate.ts';
import { parseRoute } from './route.ts';

/**
 * Takes what was dropped: bundles are offered on Versions, a table on Match is matched, other files are shown on Data, the
 * folder of a model on Settings.
 */
export function takeDrop(transfer: DataTransfer): void {
  const files: File[] = [];
  const folders: { entry: DroppedFolder; path: string }[] = [];
  // Entries can be asked for only while the event lasts.
  for (const item of transfer.items) {
    if (item.kind !== 'file') continue;
    const entry = item.webkitGetAsEntry();
    const file = item.getAsFile();
    if (entry && isFolder(entry)) folders.push({ entry, path: pathOf(file) });
    else if (file) files.push(file);
  }
  if (files.length > 0) takeFiles(files);
  for (const folder of folders) void lookAt(folder);
}

function takeFiles(files: File[]): void {
  const { screen } = parseRoute(window.location.hash);
  const place = placeOfDrop(
    screen,
    files.map(({ name }) => name),
  );
  const table = place.screen === 'match' ? files[place.table] : undefined;
  const bundles = files.filter(({ name }) => isBundleName(name));
  if (place.screen === 'versions') takeBundles(bundles);
  else if (table) takeTable(table);
  else addFiles(files);
  navigate(place.screen);
  if (table && files.length > 1) {
    showToast({ message: `${table.name} comes first`, detail: 'Tables are matched one by one.' });
  }
  if (place.screen === 'versions' && files.length > bundles.length) {
    showToast({ message: 'Only the bundle was taken', detail: 'Drop the other files once more.' });
  }
}

async function lookAt({ entry, path }: { entry: DroppedFolder; path: string }): Promise<void> {
  try {
    navigate(takeFolder(await readDroppedFolder(entry), path));
  } catch (error) {
    showToast({
      message: `“${entry.name}” could not be read`,
      detail: `Allow this app to read the folder and drop it again. ${String(error)}`,
      tone: 'bad',
    });
  }
}

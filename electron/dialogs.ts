import { BrowserWindow, dialog, type OpenDialogOptions, type WebContents } from 'electron';
import { z } from 'zod';
import type { ChooseFilesOptions } from '#core/contract/desktop-bridge.ts';

/** Arguments of `chooseFiles`, as they come from the page. */
export const ChooseFilesArguments = z.tuple([
  z.strictObject({
    title: z.string().max(200).optional(),
    extensions: z
      .array(z.string().regex(/^[a-z0-9]{1,12}$/i))
      .max(20)
      .optional(),
    multiple: z.boolean().optional(),
  }),
]);

/** Electron's options for a choice of files. */
export function fileDialogOptions(options: ChooseFilesOptions): OpenDialogOptions {
  const { title = 'Add files', extensions = [], multiple = true } = options;
  const all = { name: 'All files', extensions: ['*'] };
  return {
    title,
    properties: ['openFile', ...(multiple ? (['multiSelections'] as const) : [])],
    filters: extensions.length === 0 ? [all] : [{ name: 'Data', extensions }, all],
  };
}

/** Electron's options for a choice of a folder, an existing or a new one. */
export function folderDialogOptions(): OpenDialogOptions {
  return {
    title: 'Choose a folder',
    properties: ['openDirectory', 'createDirectory', 'promptToCreate'],
  };
}

/** Shows a native dialog over the page's window; returns absolute paths, empty where cancelled. */
export async function choose(
  sender: WebContents | null,
  options: OpenDialogOptions,
): Promise<string[]> {
  const window = sender === null ? null : BrowserWindow.fromWebContents(sender);
  const { canceled, filePaths } =
    window === null
      ? await dialog.showOpenDialog(options)
      : await dialog.showOpenDialog(window, options);
  return canceled ? [] : filePaths;
}

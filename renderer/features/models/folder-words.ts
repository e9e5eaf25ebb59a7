import { formatQuantity } from '#renderer/ui/format.ts';
import type { FolderNotice } from './dropped-folders.ts';
import { FOLDER_LIMITS } from './read-folder.ts';

const SHOWN = 3;
const LOOKS_LIKE =
  'The folder of a model holds config.json, tokenizer.json, and model.safetensors or a .onnx file.';

/** What a folder that is no model seems to be, and what to do with it. */
export function noticeWords({ name, listing, found }: FolderNotice): {
  message: string;
  remedy: string;
} {
  switch (found.kind) {
    case 'incomplete':
      return found;
    case 'several':
      return {
        message: `“${name}” holds several models: ${shorten(found.names)}.`,
        remedy: 'Drop the folder of one of them.',
      };
    case 'workspace':
      return {
        message: `“${name}” is a workspace.`,
        remedy: 'Open it from the menu behind the name of this workspace.',
      };
    case 'data':
      return {
        message: `“${name}” is no model, but it holds ${formatQuantity(found.files.length, 'file')} that may be data: ${shorten(found.files)}.`,
        remedy: `Look at them before anything is imported. ${LOOKS_LIKE}`,
      };
    case 'unknown':
      return {
        message: `Nothing in “${name}” can be used here.`,
        remedy: `${listing.cut ? `Only its first ${FOLDER_LIMITS.files} files were looked at. ` : ''}${LOOKS_LIKE} Data comes as CSV, TSV, JSON or JSONL.`,
      };
  }
}

function shorten(names: readonly string[]): string {
  const hidden = names.length - SHOWN;
  return names.slice(0, SHOWN).join(', ') + (hidden > 0 ? ` and ${hidden} more` : '');
}

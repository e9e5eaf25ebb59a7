import { useMutation } from '@tanstack/react-query';
import type { ExportTableRequest } from '#core/contract/index.ts';
import { client } from '#renderer/api/client.ts';
import { formatBytes, formatQuantity } from '#renderer/ui/format.ts';
import { showToast } from '#renderer/ui/toast.tsx';

/** Exports a table and hands it to the browser, or the desktop app, as a download. */
export function useExport() {
  return useMutation({
    mutationFn: (request: ExportTableRequest) => client.match.export(request),
    onSuccess: ({ name, rows, bytes, content }) => {
      if (content) download(content, name);
      showToast({
        message: `${name} exported`,
        detail: `${formatQuantity(rows, 'row')}, ${formatBytes(bytes)}`,
        tone: 'good',
      });
    },
  });
}

/** The address is let go of a little later: the browser has to have begun. */
const KEPT_FOR = 60_000;

function download(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_FOR);
}

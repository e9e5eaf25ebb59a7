import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { client } from '#renderer/api/client.ts';
import { followJob } from '#renderer/api/jobs.ts';
import { type ImportableFile, importFiles } from './import-files.ts';
import { changePending, type PendingFile, removePending } from './pending-files.ts';

/** What a pending file turned out to be; asked again when its kind or all its columns are chosen. */
export function previewOptions({ id, source, kind, mapping }: PendingFile) {
  const columns = mapping && Object.values(mapping).every(Boolean) ? mapping : undefined;
  return queryOptions({
    // A file's content cannot be part of a key; its number stands for it.
    queryKey: ['preview', id, kind, columns],
    queryFn: ({ signal }) =>
      client.data.inspect(
        { source, ...(kind && { kind }), ...(columns && { mapping: columns }) },
        { signal },
      ),
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: (previous) => previous,
  });
}

/** Imports files and keeps their state in the list of pending files; those that succeed leave it. */
export function useImport(): (files: ImportableFile[]) => Promise<void> {
  const cache = useQueryClient();
  return (files) =>
    importFiles(files, {
      start: ({ source, kind, mapping }) =>
        client.jobs.import({ source, kind, ...(mapping && { mapping }) }),
      follow: (id) => followJob(cache, id, new AbortController().signal),
      onState: (id, state) => changePending(id, { state }),
      onImported: removePending,
      onFailed: (id, failure) => {
        for (const file of files) changePending(file.id, { state: 'looking' });
        changePending(id, { failure });
      },
    });
}

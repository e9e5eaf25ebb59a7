import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { client } from '#renderer/api/client.ts';
import { followJob } from '#renderer/api/jobs.ts';
import { lookRequest } from './import-choice.ts';
import { type ImportableFile, importFiles } from './import-files.ts';
import { changePending, type PendingFile, removePending } from './pending-files.ts';

/** What a pending file turned out to be; asked again with every choice that changes it. */
export function previewOptions({ id, source, ...choices }: PendingFile) {
  const request = lookRequest(choices);
  return queryOptions({
    // A file's content cannot be part of a key; its number stands for it.
    queryKey: ['preview', id, request],
    queryFn: ({ signal }) => client.data.inspect({ source, ...request }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: (previous) => previous,
  });
}

/** Imports files and keeps their state in the list of pending files; those that succeed leave it. */
export function useImport(): (files: ImportableFile[]) => Promise<void> {
  const cache = useQueryClient();
  return (files) =>
    importFiles(files, {
      start: ({ id: _ours, ...request }) => client.jobs.import(request),
      follow: (id) => followJob(cache, id, new AbortController().signal),
      onState: (id, state) => changePending(id, { state }),
      onImported: removePending,
      onFailed: (id, failure) => {
        for (const file of files) changePending(file.id, { state: 'looking' });
        changePending(id, { failure });
      },
    });
}

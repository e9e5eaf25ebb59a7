import { type UseMutationOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { client, engine } from '#renderer/api/client.ts';
import { toFailure } from '#renderer/api/failure.ts';
import { refreshWorkspace } from '#renderer/api/jobs.ts';
import { formatBytes } from '#renderer/ui/format.ts';
import { showToast } from '#renderer/ui/toast.tsx';

/** Deletes a version for good. */
export function useRemoveVersion() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (version: string) => client.versions.remove({ version }),
    onSuccess: async ({ version, bytes }) => {
      showToast({ message: `${version} deleted`, detail: `${formatBytes(bytes)} freed.` });
      await refreshWorkspace(cache);
    },
    onError: complain,
  });
}

/** Moves a damaged version out of the way. */
export function useQuarantine() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (version: string) => client.versions.quarantine({ version }),
    onSuccess: async ({ version, folder }) => {
      showToast({ message: `${version} is in quarantine`, detail: folder });
      await refreshWorkspace(cache);
    },
    onError: complain,
  });
}

/** Reads every file of a version. The result is this call's `data`. */
export function useVerify() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (version: string) => client.versions.verify({ version }),
    // What is found may make a version a damaged one.
    onSuccess: ({ problems }) =>
      problems.length > 0
        ? cache.invalidateQueries({ queryKey: engine.versions.list.key() })
        : undefined,
    onError: complain,
  });
}

/** Tells the configured service again that a version is latest. */
export function useNotify() {
  return useMutation({
    mutationFn: (version: string) => client.versions.notify({ version }),
    onSuccess: ({ ok, words, url }) =>
      showToast({ message: words, detail: url, tone: ok ? 'good' : 'bad' }),
    onError: complain,
  });
}

type Started = { id: string };

/** Starts a job; its progress is that of the list of jobs. */
export function useStart<Input>(
  start: (input: Input) => Promise<Started>,
  more: Pick<UseMutationOptions<Started, Error, Input>, 'onError'> = { onError: complain },
) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: start,
    onSuccess: () => cache.invalidateQueries({ queryKey: engine.jobs.key() }),
    ...more,
  });
}

function complain(error: Error): void {
  const { message, remedy } = toFailure(error);
  showToast({ message, ...(remedy && { detail: remedy }), tone: 'bad' });
}

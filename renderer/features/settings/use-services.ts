import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SecretName } from '#core/contract/index.ts';
import { client, engine } from '#renderer/api/client.ts';
import { toFailure } from '#renderer/api/failure.ts';
import { showToast } from '#renderer/ui/toast.tsx';

/** Keeps a secret, or forgets it; the window never gets it back. */
export function useSetSecret(name: SecretName) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (value: string | null) => client.workspace.setSecret({ name, value }),
    onSuccess: (workspace) => cache.setQueryData(engine.workspace.get.queryKey(), workspace),
    onError: (error) =>
      showToast({
        message: 'The secret was not kept',
        detail: toFailure(error).message,
        tone: 'bad',
      }),
  });
}

/** Tells the service of a version again; a failure is an answer like any other. */
export function useTell() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (version: string) => client.versions.notify({ version }),
    onSuccess: () => cache.invalidateQueries({ queryKey: engine.runs.key() }),
  });
}

const POLL = 5_000;

/** What is watched and when is trained next; looked at again and again. */
export function useSchedule() {
  return useQuery(engine.schedule.state.queryOptions({ refetchInterval: POLL, staleTime: 0 }));
}

/** Looking at watched files now, taking in what has changed, or leaving it out. */
export function useScheduleActions() {
  const cache = useQueryClient();
  const onError = (error: Error) => {
    const { message, remedy } = toFailure(error);
    showToast({ message, ...(remedy && { detail: remedy }), tone: 'bad' });
  };
  const refresh = () =>
    Promise.all([
      cache.invalidateQueries({ queryKey: engine.schedule.key() }),
      cache.invalidateQueries({ queryKey: engine.jobs.key() }),
    ]);
  return {
    look: useMutation({ mutationFn: () => client.schedule.look(), onSuccess: refresh, onError }),
    take: useMutation({ mutationFn: () => client.schedule.take(), onSuccess: refresh, onError }),
    ignore: useMutation({
      mutationFn: () => client.schedule.ignore(),
      onSuccess: refresh,
      onError,
    }),
  };
}

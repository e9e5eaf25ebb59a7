import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { RunMode, Settings } from '#core/contract/index.ts';
import { client, engine } from '#renderer/api/client.ts';
import { toFailure } from '#renderer/api/failure.ts';
import { showToast } from '#renderer/ui/toast.tsx';

/** Starting, stopping and picking up trainings; each refreshes the list of jobs. */
export function useTrainActions() {
  const cache = useQueryClient();
  const onSuccess = () => cache.invalidateQueries({ queryKey: engine.jobs.key() });
  const onError = (error: Error) => {
    const { message, remedy } = toFailure(error);
    showToast({ message, ...(remedy && { detail: remedy }), tone: 'bad' });
  };
  const byId = (call: (input: { id: string }) => Promise<unknown>) => ({
    mutationFn: (id: string) => call({ id }),
    onSuccess,
    onError,
  });
  return {
    train: useMutation({
      mutationFn: (mode: RunMode) => client.jobs.train({ mode, embedder: 'lexical' }),
      onSuccess,
    }),
    cancel: useMutation(byId(client.jobs.cancel)),
    resume: useMutation(byId(client.jobs.resume)),
    dismiss: useMutation(byId(client.jobs.dismiss)),
  };
}

/** Changes settings of the workspace and shows the changed ones everywhere. */
export function useSettingsChange() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (change: Partial<Settings>) => client.workspace.update(change),
    onSuccess: (workspace) => cache.setQueryData(engine.workspace.get.queryKey(), workspace),
    onError: (error) =>
      showToast({
        message: 'The setting was not changed',
        detail: toFailure(error).message,
        tone: 'bad',
      }),
  });
}

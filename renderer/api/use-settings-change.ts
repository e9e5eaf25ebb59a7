import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Settings } from '#core/contract/index.ts';
import { showToast } from '#renderer/ui/toast.tsx';
import { client, engine } from './client.ts';
import { toFailure } from './failure.ts';

/** Changes settings of the workspace and shows the changed ones everywhere. */
export function useSettingsChange() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (change: Partial<Settings>) => client.workspace.update(change),
    onSuccess: async (workspace) => {
      cache.setQueryData(engine.workspace.get.queryKey(), workspace);
      // The cache's limit and the catalogue's words follow from them, and what is counted and watched.
      const following = [engine.models.key(), engine.monitor.key(), engine.schedule.key()];
      await Promise.all(following.map((queryKey) => cache.invalidateQueries({ queryKey })));
    },
    onError: (error) =>
      showToast({
        message: 'The setting was not changed',
        detail: toFailure(error).message,
        tone: 'bad',
      }),
  });
}

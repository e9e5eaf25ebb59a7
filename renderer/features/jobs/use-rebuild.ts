import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client, engine } from '#renderer/api/client.ts';

/** Starts making the index of a version again; gives the job's id. */
export function useRebuild() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (version: string) => client.jobs.rebuild({ version }),
    onSuccess: () => cache.invalidateQueries({ queryKey: engine.jobs.key() }),
  });
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { MatchTableRequest } from '#core/contract/index.ts';
import { client, engine } from '#renderer/api/client.ts';
import { toFailure } from '#renderer/api/failure.ts';
import { useJobs } from '#renderer/api/jobs.ts';
import { hasEnded } from '#renderer/api/watch-job.ts';
import { showToast } from '#renderer/ui/toast.tsx';

/** Milliseconds after which a table that is being matched is looked at again. */
export const LIVE_POLL = 1000;

/** Every matched table, newest first, followed while one is being matched. */
export function useMatchedTables() {
  const live = useJobs().some((job) => job.kind === 'match' && !hasEnded(job));
  return useQuery(engine.match.tables.queryOptions({ refetchInterval: live ? LIVE_POLL : false }));
}

/** Starts matching a table; returns the job's id. */
export function useStartMatch() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (request: MatchTableRequest) => client.jobs.match(request),
    onSuccess: () =>
      Promise.all(
        [engine.jobs.key(), engine.match.tables.key()].map((queryKey) =>
          cache.invalidateQueries({ queryKey }),
        ),
      ),
  });
}

/** Removes a matched table with everything that was decided about its rows. */
export function useRemoveTable() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: { id: string; name: string }) => client.match.remove({ id }),
    onSuccess: async (_removed, { name }) => {
      showToast({ message: `${name} removed` });
      await cache.invalidateQueries({ queryKey: engine.match.key() });
    },
    onError: (error) => {
      const { message, remedy } = toFailure(error);
      showToast({ message, ...(remedy && { detail: remedy }), tone: 'bad' });
    },
  });
}

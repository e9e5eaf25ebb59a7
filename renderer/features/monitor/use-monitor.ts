import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client, engine } from '#renderer/api/client.ts';
import { toFailure } from '#renderer/api/failure.ts';
import { formatBytes } from '#renderer/ui/format.ts';
import { showToast } from '#renderer/ui/toast.tsx';
import type { Place } from './monitor-view.ts';

const POLL = 15_000;

/** What was counted of a version's answers; asked for again while the screen is open. */
export function useMonitor({ version, days }: Place) {
  return useQuery(
    engine.monitor.report.queryOptions({
      input: { days, ...(version && { version }) },
      placeholderData: keepPreviousData,
      refetchInterval: POLL,
      // Searches made since it was left are to be seen at once.
      staleTime: 0,
    }),
  );
}

/** Forgets all that was counted. */
export function useClearMonitor() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => client.monitor.clear(),
    onSuccess: async ({ bytes }) => {
      showToast({ message: 'Counts forgotten', detail: `${formatBytes(bytes)} were removed.` });
      await cache.invalidateQueries({ queryKey: engine.monitor.key() });
    },
    onError: (error) =>
      showToast({
        message: 'The counts were not removed',
        detail: toFailure(error).message,
        tone: 'bad',
      }),
  });
}

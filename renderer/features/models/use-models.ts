import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client, engine } from '#renderer/api/client.ts';
import { toFailure } from '#renderer/api/failure.ts';
import { formatBytes } from '#renderer/ui/format.ts';
import { showToast } from '#renderer/ui/toast.tsx';

export function useModels() {
  return useQuery(engine.models.list.queryOptions());
}

export function useCatalogue() {
  return useQuery(engine.models.catalogue.queryOptions());
}

export function useDevices() {
  return useQuery(engine.models.devices.queryOptions());
}

export function useCacheOverview() {
  return useQuery(engine.models.cache.queryOptions());
}

function sayFailure(message: string) {
  return (error: Error) => {
    const { message: why, remedy } = toFailure(error);
    showToast({ message, detail: [why, remedy].filter(Boolean).join(' '), tone: 'bad' });
  };
}

export function useRemoveModel() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (model: string) => client.models.remove({ model }),
    onSuccess: () => cache.invalidateQueries({ queryKey: engine.models.key() }),
    onError: sayFailure('The model was not removed'),
  });
}

/** Measures a model on every device; the job says how it goes. */
export function useProbe() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (model: string) => client.jobs.probe({ model }),
    onSuccess: () => cache.invalidateQueries({ queryKey: engine.jobs.key() }),
    onError: sayFailure('Measuring did not start'),
  });
}

export function useClearCache() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => client.models.clearCache(),
    onSuccess: (after) => {
      const before = cache.getQueryData(engine.models.cache.queryKey());
      cache.setQueryData(engine.models.cache.queryKey(), after);
      const freed = Math.max(0, (before?.bytes ?? 0) - after.bytes);
      showToast({ message: 'Embedding cache cleared', detail: `${formatBytes(freed)} freed.` });
    },
    onError: sayFailure('The cache was not cleared'),
  });
}

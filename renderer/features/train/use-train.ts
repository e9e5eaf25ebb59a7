import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { TrainRequest } from '#core/contract/index.ts';
import { client, engine } from '#renderer/api/client.ts';

/** Starts a training and shows it among the jobs. */
export function useTrain() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (request: TrainRequest) => client.jobs.train(request),
    onSuccess: () => cache.invalidateQueries({ queryKey: engine.jobs.key() }),
  });
}

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client, engine } from '#renderer/api/client.ts';
import { toFailure } from '#renderer/api/failure.ts';
import { useJobs } from '#renderer/api/jobs.ts';
import { hasEnded } from '#renderer/api/watch-job.ts';
import { showToast } from '#renderer/ui/toast.tsx';

/** Everything about one version (the one in use by default) and its place among the others. */
export function useEvaluation(version: string | undefined) {
  return useQuery(
    engine.evaluate.overview.queryOptions({
      input: version ? { version } : {},
      placeholderData: keepPreviousData,
    }),
  );
}

/** Scoring every version on today's test set again. */
export function useRescore() {
  const cache = useQueryClient();
  const running = useJobs().some((job) => job.kind === 'rescore' && !hasEnded(job));
  const rescore = useMutation({
    mutationFn: () => client.jobs.rescore(),
    onSuccess: () => cache.invalidateQueries({ queryKey: engine.jobs.key() }),
    onError: (error) => {
      const { message, remedy } = toFailure(error);
      showToast({ message, ...(remedy && { detail: remedy }), tone: 'bad' });
    },
  });
  return { start: () => rescore.mutate(), running: running || rescore.isPending };
}

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { JobState, RunRecord } from '#core/contract/index.ts';
import { client, engine } from '#renderer/api/client.ts';
import { toFailure } from '#renderer/api/failure.ts';
import { useJobs } from '#renderer/api/jobs.ts';
import { hasEnded } from '#renderer/api/watch-job.ts';
import { showToast } from '#renderer/ui/toast.tsx';

const WHILE_RUNNING = 2_000;

/** Every run, newest first; asked for again and again while one goes on. */
export function useRuns() {
  const running = useJobs().some((job) => makesRun(job) && !hasEnded(job));
  return useQuery(
    engine.runs.list.queryOptions({ refetchInterval: running ? WHILE_RUNNING : false }),
  );
}

/** Everything about one run. */
export function useRun({ id, status }: Pick<RunRecord, 'id' | 'status'>) {
  return useQuery(
    engine.runs.get.queryOptions({
      input: { id },
      refetchInterval: status === 'running' ? WHILE_RUNNING : false,
    }),
  );
}

/** What two runs differ in. */
export function useRunComparison(pair: { from: string; to: string }) {
  return useQuery(
    engine.runs.compare.queryOptions({ input: pair, placeholderData: keepPreviousData }),
  );
}

/** The job behind a run that goes on: its stages and log are newer than what the run has on the disk. */
export function useLiveJob({ status }: Pick<RunRecord, 'status'>): JobState | undefined {
  const job = useJobs().find((candidate) => makesRun(candidate) && !hasEnded(candidate));
  return status === 'running' ? job : undefined;
}

/** The push that goes on; only one does at a time. */
export function usePushJob(): JobState | undefined {
  return useJobs().find((job) => job.kind === 'push-mlflow' && !hasEnded(job));
}

/** Pushes runs to MLflow: those that are named, or all that are not there yet. */
export function usePush() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (request: { runs?: string[]; bundle: boolean }) => client.jobs.pushMlflow(request),
    onSuccess: () => cache.invalidateQueries({ queryKey: engine.jobs.key() }),
    onError: (error) => {
      const { message, remedy } = toFailure(error);
      showToast({ message, ...(remedy && { detail: remedy }), tone: 'bad' });
    },
  });
}

function makesRun({ kind }: JobState): boolean {
  return kind === 'train' || kind === 'recreate';
}

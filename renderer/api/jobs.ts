import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { JobState } from '#core/contract/index.ts';
import { client, engine } from './client.ts';
import { endedBetween, hasEnded, watchJob, withJob } from './watch-job.ts';

const NO_JOBS: JobState[] = [];
const IDLE_POLL = 5_000;

/** Every job that the engine knows, newest first; running ones are kept up to date by `useJobWatch`. */
export function useJobs(): JobState[] {
  return useQuery(engine.jobs.list.queryOptions({ refetchInterval: IDLE_POLL })).data ?? NO_JOBS;
}

/** Follows a job to its end and returns its last state; the list of jobs shows each step meanwhile. */
export async function followJob(
  cache: QueryClient,
  id: string,
  signal: AbortSignal,
): Promise<JobState> {
  return watchJob({
    open: (inner) => client.jobs.watch({ id }, { signal: inner }),
    onState: (state) =>
      cache.setQueryData(engine.jobs.list.queryKey(), (jobs) => withJob(jobs ?? [], state)),
    pause,
    signal,
  });
}

/** Keeps running jobs up to date and calls `onEnded` once for each that ends while the window is open. Used once, by the shell. */
export function useJobWatch(onEnded: (job: JobState) => void): void {
  const cache = useQueryClient();
  const { data: jobs } = useQuery(engine.jobs.list.queryOptions());
  const running = (jobs ?? []).filter((job) => !hasEnded(job)).map((job) => job.id);
  const runningIds = running.join(' ');

  useEffect(() => {
    const leave = new AbortController();
    for (const id of runningIds.split(' ').filter(Boolean)) {
      followJob(cache, id, leave.signal).catch(() => {
        // The stream was given up or the job is gone: the list that is asked for regularly says which.
      });
    }
    return () => leave.abort();
  }, [cache, runningIds]);

  const before = useRef<JobState[] | undefined>(undefined);
  useEffect(() => {
    if (!jobs) return;
    const ended = before.current ? endedBetween(before.current, jobs) : [];
    before.current = jobs;
    for (const job of ended) onEnded(job);
  }, [jobs, onEnded]);
}

/** Everything that a finished job may have changed is asked for again. */
export async function refreshWorkspace(cache: QueryClient): Promise<void> {
  await Promise.all(
    [
      engine.workspace.key(),
      engine.data.key(),
      engine.versions.key(),
      engine.evaluate.key(),
      engine.search.key(),
      engine.match.key(),
      engine.review.key(),
      engine.runs.key(),
      engine.monitor.key(),
      engine.schedule.key(),
      engine.models.key(),
      engine.engine.key(),
    ].map((queryKey) => cache.invalidateQueries({ queryKey })),
  );
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

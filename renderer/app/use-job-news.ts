import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import type { JobState } from '#core/contract/index.ts';
import { refreshWorkspace, useJobs, useJobWatch } from '#renderer/api/jobs.ts';
import { interruptedJobs, type ResumeScreen } from '#renderer/features/jobs/job-lists.ts';
import { jobNews } from '#renderer/features/jobs/job-news.ts';
import { showToast } from '#renderer/ui/toast.tsx';
import { navigate } from './navigate.ts';
import { parseRoute } from './route.ts';

/** Follows every job: refreshes what a finished one changed, and says how it ended. */
export function useJobNews(): void {
  const cache = useQueryClient();
  const onEnded = useCallback(
    (job: JobState) => {
      void refreshWorkspace(cache);
      const news = jobNews(job);
      if (!news) return;
      const { screen, params, ...toast } = news;
      const elsewhere = parseRoute(window.location.hash).screen !== screen;
      const action = { label: 'Show', run: () => navigate(screen, params) };
      showToast({ ...toast, ...(elsewhere && { action }) });
    },
    [cache],
  );
  useJobWatch(onEnded);

  const jobs = useJobs();
  useInterruptedNews(interruptedJobs(jobs, 'train')[0]?.title, 'train');
  useInterruptedNews(interruptedJobs(jobs, 'settings')[0]?.title, 'settings');
  useInterruptedNews(interruptedJobs(jobs, 'match')[0]?.title, 'match');
  useInterruptedNews(interruptedJobs(jobs, 'versions')[0]?.title, 'versions');
  useInterruptedNews(interruptedJobs(jobs, 'runs')[0]?.title, 'runs');
}

/** Says once that a job was interrupted, unless its screen is open and shows it. */
function useInterruptedNews(title: string | undefined, screen: ResumeScreen): void {
  useEffect(() => {
    if (!title || parseRoute(window.location.hash).screen === screen) return;
    showToast({
      message: `${title} was interrupted`,
      detail: 'It can be resumed.',
      action: { label: 'Show', run: () => navigate(screen) },
    });
  }, [title, screen]);
}

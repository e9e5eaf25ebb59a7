import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import type { JobState } from '#core/contract/index.ts';
import { refreshWorkspace, useJobs, useJobWatch } from '#renderer/api/jobs.ts';
import { jobNews } from '#renderer/features/train/job-news.ts';
import { interruptedJobs } from '#renderer/features/train/train-view.ts';
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
      const { screen, ...toast } = news;
      const elsewhere = parseRoute(window.location.hash).screen !== screen;
      const action = { label: 'Show', run: () => navigate(screen) };
      showToast({ ...toast, ...(elsewhere && { action }) });
    },
    [cache],
  );
  useJobWatch(onEnded);

  const interrupted = interruptedJobs(useJobs())[0]?.title;
  useEffect(() => {
    if (!interrupted || parseRoute(window.location.hash).screen === 'train') return;
    showToast({
      message: `${interrupted} was interrupted`,
      detail: 'It can be resumed.',
      action: { label: 'Show', run: () => navigate('train') },
    });
  }, [interrupted]);
}

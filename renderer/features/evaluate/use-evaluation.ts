import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Settings } from '#core/contract/index.ts';
import { client, engine } from '#renderer/api/client.ts';
import { toFailure } from '#renderer/api/failure.ts';
import { useJobs } from '#renderer/api/jobs.ts';
import { useSettingsChange } from '#renderer/api/use-settings-change.ts';
import { hasEnded } from '#renderer/api/watch-job.ts';
import { saveText } from '#renderer/charts/save-figure.ts';
import { showToast } from '#renderer/ui/toast.tsx';

/** Everything about one version (the one in use by default) and its place among the others. */
export function useEvaluation(version: string | undefined, enabled = true) {
  return useQuery(
    engine.evaluate.overview.queryOptions({
      input: version ? { version } : {},
      placeholderData: keepPreviousData,
      enabled,
    }),
  );
}

/** What lies below the headline numbers; it costs the engine seconds, so it is kept until something changes it. */
export function useDetail(version: string, against: string, enabled: boolean) {
  return useQuery(
    engine.evaluate.detail.queryOptions({
      input: { version, ...(against && { against }) },
      placeholderData: keepPreviousData,
      staleTime: Number.POSITIVE_INFINITY,
      enabled,
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
    onError: complain,
  });
  return { start: () => rescore.mutate(), running: running || rescore.isPending };
}

/** Measuring the learning curve; its progress is that of its job. */
export function useMeasureCurve() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (version: string) => client.jobs.learningCurve({ version }),
    onSuccess: () => cache.invalidateQueries({ queryKey: engine.jobs.key() }),
    onError: complain,
  });
}

/** Writes the report of a version and hands it over as a file. */
export function useReport() {
  return useMutation({
    mutationFn: (request: { version: string; against?: string }) => client.evaluate.report(request),
    onSuccess: ({ version, html }) => {
      const name = `report-${version}.html`;
      saveText(html, name, 'text/html');
      showToast({
        message: `${name} saved`,
        detail: 'One page that opens in any browser, without Plumbline.',
        tone: 'good',
      });
    },
    onError: complain,
  });
}

/** Changes what the operating points rest on, and asks for them anew. */
export function usePointSettings() {
  const cache = useQueryClient();
  const change = useSettingsChange();
  return (settings: Partial<Settings>) =>
    change.mutate(settings, {
      onSuccess: () => cache.invalidateQueries({ queryKey: engine.evaluate.detail.key() }),
    });
}

function complain(error: Error): void {
  const { message, remedy } = toFailure(error);
  showToast({ message, ...(remedy && { detail: remedy }), tone: 'bad' });
}

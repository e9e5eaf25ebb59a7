import type { RunStatus, RunSummary } from '#core/contract/index.ts';
import { formatMetric, formatSeconds } from '#renderer/ui/format.ts';
import { MODES } from '../train/train-view.ts';
import type { Place } from './place.ts';

/** What a status is called. */
export const STATUS_WORDS: Record<RunStatus, string> = {
  running: 'running',
  finished: 'finished',
  failed: 'failed',
  cancelled: 'cancelled',
  killed: 'killed',
};

const MAIN_MEASURE = 'test.ndcg@10';

/** `Full train`; one that is not known is shown as it is. */
export function modeTitle(mode: string): string {
  const known = MODES.find((option) => option.mode === mode)?.title;
  return known ?? (mode.charAt(0).toUpperCase() + mode.slice(1)).replaceAll('-', ' ');
}

/** The name of what embeds; a model by its name, where it still is in the workspace. */
export function embedderTitle(
  embedder: string,
  models: readonly { id: string; name: string }[],
): string {
  if (embedder === 'builtin') return 'Builtin';
  if (embedder === 'lexical') return 'Lexical';
  return models.find(({ id }) => id === embedder)?.name ?? embedder;
}

/** How long a run took, or has been going on; null where nobody saw its end. */
export function secondsOf(
  { status, startedAt, finishedAt }: Pick<RunSummary, 'status' | 'startedAt' | 'finishedAt'>,
  now: Date,
): number | null {
  const end = finishedAt ? Date.parse(finishedAt) : status === 'running' ? now.getTime() : null;
  return end === null ? null : Math.max(0, (end - Date.parse(startedAt)) / 1000);
}

/** `14 s`, or a dash where it is not known. */
export function durationWords(run: RunSummary, now: Date): string {
  const seconds = secondsOf(run, now);
  return seconds === null ? '–' : formatSeconds(seconds);
}

/** NDCG@10 on test with three digits; a dash where nothing was measured. */
export function mainMeasure({ measures }: Pick<RunSummary, 'measures'>): string {
  const value = measures[MAIN_MEASURE];
  return value === undefined ? '–' : formatMetric(value);
}

/** How many runs have each status, those that occur, in a fixed order. */
export function statusCounts(
  runs: readonly RunSummary[],
): { status: RunStatus | 'all'; name: string; count: number }[] {
  const statuses = Object.entries(STATUS_WORDS) as [RunStatus, string][];
  const counts = statuses.map(([status, name]) => ({
    status,
    name: name.charAt(0).toUpperCase() + name.slice(1),
    count: runs.filter((run) => run.status === status).length,
  }));
  return [
    { status: 'all', name: 'All', count: runs.length },
    ...counts.filter(({ count }) => count > 0),
  ];
}

/** The modes that occur, in the order of their titles. */
export function modesOf(runs: readonly RunSummary[]): { value: string; label: string }[] {
  return [...new Set(runs.map(({ mode }) => mode))]
    .map((mode) => ({ value: mode, label: modeTitle(mode) }))
    .toSorted((a, b) => a.label.localeCompare(b.label));
}

/** The runs that are asked for; text is looked for in id, mode, version, embedder and error, whatever its case and accents. */
export function filterRuns(
  runs: readonly RunSummary[],
  { status, mode, text }: Pick<Place, 'status' | 'mode' | 'text'>,
  models: readonly { id: string; name: string }[],
): RunSummary[] {
  const wanted = folded(text.trim());
  return runs.filter((run) => {
    if (status !== 'all' && run.status !== status) return false;
    if (mode !== '' && run.mode !== mode) return false;
    return wanted === '' || folded(searched(run, models)).includes(wanted);
  });
}

function searched(run: RunSummary, models: readonly { id: string; name: string }[]): string {
  const { id, mode, version, parameters, error } = run;
  const embedder = `${parameters.embedder} ${embedderTitle(parameters.embedder, models)}`;
  return [id, modeTitle(mode), version, embedder, error?.code, error?.message].join(' ');
}

function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

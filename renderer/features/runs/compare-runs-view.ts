import type {
  ComparedMeasure,
  Difference,
  Interval,
  RunSummary,
  SideBySide,
} from '#core/contract/index.ts';
import { formatDifference, formatMetric, formatQuantity } from '#renderer/ui/format.ts';
import { verdictTone } from '../evaluate/measure-words.ts';
import { stageTitle } from '../jobs/stage-names.ts';
import { measureTitle } from './measures-view.ts';
import { environmentTitle } from './run-view.ts';
import { settingTitle } from './setting-words.ts';

const GROUPS: Record<Difference['group'], string> = {
  parameters: 'Parameters',
  settings: 'Settings',
  data: 'Data',
  labels: 'Labels',
  embedder: 'Embedder',
  learning: 'Learning',
  environment: 'Environment',
  duration: 'Duration',
  outcome: 'Outcome',
};

/** What two runs do not have in common, by what it is about. */
export interface DifferenceGroup {
  title: string;
  rows: { name: string; from: string; to: string }[];
}

/** The differences by group, in the order of the contract's groups. */
export function differenceGroups({ differences }: Pick<SideBySide, 'differences'>) {
  const groups = Object.entries(GROUPS) as [Difference['group'], string][];
  return groups.flatMap(([group, title]): DifferenceGroup[] => {
    const rows = differences
      .filter((difference) => difference.group === group)
      .map(({ name, from, to }) => ({
        name: differenceTitle(group, name),
        from: from ?? '–',
        to: to ?? '–',
      }));
    return rows.length > 0 ? [{ title, rows }] : [];
  });
}

function differenceTitle(group: Difference['group'], name: string): string {
  if (group === 'settings') return settingTitle(name);
  return group === 'duration' ? stageTitle(name) : environmentTitle(name);
}

/** `31 more things are the same.` */
export function sameWords(same: number): string {
  if (same === 0) return 'Nothing else was looked at.';
  return `${formatQuantity(same, 'more thing')} ${same === 1 ? 'is' : 'are'} the same.`;
}

/** A measure of two runs as the table shows it. */
export interface ComparedRow {
  name: string;
  from: string;
  to: string;
  difference: string;
  /** Its 95 % interval; empty where there is none. */
  interval: string;
  /** `better`, `within noise` …; a dash where that cannot be said. */
  verdict: string;
  tone: 'good' | 'bad' | 'plain';
}

export function comparedRows(measures: readonly ComparedMeasure[]): ComparedRow[] {
  return measures.map(({ name, from, to, comparison }) => ({
    name: measureTitle(name),
    from: from === null ? '–' : formatMetric(from),
    to: to === null ? '–' : formatMetric(to),
    difference: from === null || to === null ? '–' : formatDifference(to - from),
    interval: comparison ? intervalOf(comparison.difference) : '',
    verdict: comparison?.verdict ?? '–',
    tone: comparison ? verdictTone(comparison.verdict) : 'plain',
  }));
}

function intervalOf({ lower, upper }: Interval): string {
  return `${formatDifference(lower)} to ${formatDifference(upper)}`;
}

/** Two runs in the order of time: what changed from the older to the newer one. Null until two are picked. */
export function comparedPair(
  picked: readonly string[],
  runs: readonly RunSummary[],
): { from: string; to: string } | null {
  const [older, newer] = runs
    .filter(({ id }) => picked.includes(id))
    .toSorted((a, b) => a.startedAt.localeCompare(b.startedAt));
  return older && newer ? { from: older.id, to: newer.id } : null;
}

import type { ComparedMeasure, Difference, SideBySide } from '#core/contract/index.ts';
import { engineWords, formatDifference, formatMetric } from '#renderer/ui/format.ts';

/** A measure of two versions as the panel shows it. */
export interface MeasureRow {
  name: string;
  from: string;
  to: string;
  /** `+0.013 (+0.001 to +0.025)`; empty where one of them was not measured. */
  change: string;
  verdict: string;
  tone: 'good' | 'bad' | 'plain';
}

const NAMES: Record<string, string> = {
  'ndcg@10': 'NDCG@10',
  'mrr@10': 'MRR@10',
  top1: 'Top-1',
  'recall@10': 'Recall@10',
  map: 'MAP',
  'recall@100': 'Recall@100',
  f1: 'F1 of pairs',
  average_precision: 'Average precision',
  brier: 'Brier score',
  ece: 'Calibration error',
};

/** The measures that were compared or differ, each with its difference and what to think of it. */
export function measureRows(measures: readonly ComparedMeasure[]): MeasureRow[] {
  const told = measures.filter(({ from, to, comparison }) => comparison !== null || from !== to);
  return told.map(({ name, from, to, comparison }) => {
    const verdict = comparison?.verdict ?? '';
    return {
      name: NAMES[name] ?? engineWords(name),
      from: valueWords(from),
      to: valueWords(to),
      change: changeWords({ from, to, comparison }),
      verdict,
      tone: toneOf(verdict),
    };
  });
}

function changeWords({
  from,
  to,
  comparison,
}: Pick<ComparedMeasure, 'from' | 'to' | 'comparison'>) {
  if (comparison) {
    const { value, lower, upper } = comparison.difference;
    return `${formatDifference(value)} (${formatDifference(lower)} to ${formatDifference(upper)})`;
  }
  return from === null || to === null ? '' : formatDifference(to - from);
}

function toneOf(verdict: string): MeasureRow['tone'] {
  if (verdict === 'better') return 'good';
  return verdict === 'worse' ? 'bad' : 'plain';
}

function valueWords(value: number | null): string {
  return value === null ? '–' : formatMetric(value);
}

/** Differences of one kind. */
export interface DifferenceGroup {
  title: string;
  rows: { name: string; from: string; to: string }[];
}

const GROUPS: [Difference['group'], string][] = [
  ['embedder', 'Embedder'],
  ['learning', 'Learning'],
  ['data', 'Data'],
  ['labels', 'Judgments'],
  ['parameters', 'Training'],
  ['settings', 'Settings'],
  ['outcome', 'Outcome'],
  ['duration', 'Time'],
  ['environment', 'Environment'],
];

/** What differs, by kind, in an order that puts first what explains the numbers. */
export function differenceGroups(differences: SideBySide['differences']): DifferenceGroup[] {
  return GROUPS.map(([group, title]) => ({
    title,
    rows: differences
      .filter((difference) => difference.group === group)
      .map(({ name, from, to }) => ({
        name: engineWords(name),
        from: engineWords(from ?? '–'),
        to: engineWords(to ?? '–'),
      })),
  })).filter(({ rows }) => rows.length > 0);
}

/** What was looked at and is the same, in words. */
export function sameWords(same: number): string {
  if (same === 0) return '';
  return same === 1 ? 'One other thing is the same.' : `${same} other things are the same.`;
}

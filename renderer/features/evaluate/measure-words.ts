import type { Comparison, Interval } from '#core/contract/index.ts';
import { formatDifference, formatMetric } from '#renderer/ui/format.ts';

/** `0.941 to 0.969` */
export function intervalWords({ lower, upper }: Interval): string {
  return `${formatMetric(lower)} to ${formatMetric(upper)}`;
}

/** `+0.031 (+0.014 to +0.048)` */
export function differenceWords({ value, lower, upper }: Interval): string {
  return `${formatDifference(value)} (${formatDifference(lower)} to ${formatDifference(upper)})`;
}

/** A threshold with three digits; `none` where nothing passes. */
export function thresholdWords(threshold: number | null): string {
  return threshold === null ? 'none' : formatMetric(threshold);
}

/** A rank; beyond the first hundred it is not known. */
export function rankWords(rank: number | null): string {
  return rank === null ? '>100' : `${rank}`;
}

/** An entry by its name, or its key where it has none. */
export function entryWords(entry: { key: string; name: string | null } | null): string {
  return entry === null ? '–' : (entry.name ?? entry.key);
}

/** The tone of a verdict. */
export function verdictTone(verdict: Comparison['verdict']): 'good' | 'bad' | 'plain' {
  if (verdict === 'within noise') return 'plain';
  return verdict === 'better' ? 'good' : 'bad';
}

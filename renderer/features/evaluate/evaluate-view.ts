import type {
  BandResult,
  Comparison,
  EvaluationOverview,
  Interval,
  Metrics,
  Thresholds,
} from '#core/contract/index.ts';
import {
  formatCount,
  formatDifference,
  formatMetric,
  formatPercent,
  formatQuantity,
  formatUncertainty,
} from '#renderer/ui/format.ts';

export type Tone = 'good' | 'bad' | 'plain';

/** One of the four numbers at the top. */
export interface NumberCard {
  title: string;
  /** `0.561`, or a dash where there is nothing to measure. */
  value: string;
  uncertainty: string;
  note: string;
  tone: Tone;
}

/** NDCG@10, top-1, calibration error and the precision of what is accepted, each with what to think of it. */
export function numberCards(
  metrics: Metrics,
  { comparison, stale }: Pick<EvaluationOverview, 'comparison' | 'stale'>,
  minAccuracy: number,
): NumberCard[] {
  return [
    measured('NDCG@10', metrics.intervals['ndcg@10'], comparisonNote(comparison, stale)),
    measured('Top-1', metrics.intervals.top1, top1Note(metrics.intervals.top1, minAccuracy)),
    calibrationCard(metrics),
    acceptedCard(metrics.bands.accept, metrics.bands.thresholds),
  ];
}

function measured(
  title: string,
  interval: Interval,
  note: { note: string; tone: Tone },
): NumberCard {
  return {
    title,
    value: formatMetric(interval.value),
    uncertainty: formatUncertainty(interval),
    ...note,
  };
}

function comparisonNote(
  comparison: Comparison | null,
  stale: number,
): { note: string; tone: Tone } {
  if (!comparison) return { note: missingComparison(stale), tone: 'plain' };
  const { verdict, from } = comparison;
  if (verdict === 'within noise') return { note: `within noise of ${from}`, tone: 'plain' };
  return { note: `${verdict} than ${from}`, tone: verdict === 'better' ? 'good' : 'bad' };
}

function top1Note({ value }: Interval, bound: number): { note: string; tone: Tone } {
  return value >= bound
    ? { note: `the gate asks for ${bound.toFixed(2)}`, tone: 'plain' }
    : { note: `below the ${bound.toFixed(2)} that the gate asks for`, tone: 'bad' };
}

function calibrationCard({ pairs }: Metrics): NumberCard {
  const title = 'Calibration error';
  if (!pairs.test) {
    return { title, value: '–', uncertainty: '', note: 'no judged pairs on test', tone: 'plain' };
  }
  return {
    title,
    value: formatMetric(pairs.test.ece),
    uncertainty: `on ${formatQuantity(pairs.test.n, 'pair')}`,
    note: `ECE, equal mass; Brier ${formatMetric(pairs.test.brier)}`,
    tone: 'plain',
  };
}

function acceptedCard({ precision, count }: BandResult, thresholds: Thresholds): NumberCard {
  const title = 'Accepted, precision';
  if (!precision) {
    return { title, value: '–', uncertainty: '', note: 'nothing is accepted', tone: 'plain' };
  }
  return {
    title,
    value: formatMetric(precision.value),
    uncertainty: `${formatMetric(precision.lower)} to ${formatMetric(precision.upper)}`,
    ...targetNote(precision, thresholds.targetPrecision, count),
  };
}

function targetNote(
  precision: Interval,
  target: number,
  count: number,
): { note: string; tone: Tone } {
  const on = `on ${formatQuantity(count, 'pair')}`;
  if (precision.upper < target) return { note: `target ${target} missed, ${on}`, tone: 'bad' };
  if (precision.value >= target) return { note: `target ${target} holds, ${on}`, tone: 'good' };
  return { note: `target ${target} within noise, ${on}`, tone: 'plain' };
}

/** Why there is no comparison. */
export function missingComparison(stale: number): string {
  return stale > 0
    ? 'to compare it, re-score the versions before it'
    : 'nothing before it to compare with';
}

/** Two versions compared, in a sentence. */
export function describeComparison(comparison: Comparison): string {
  const { from, to, verdict, difference, wins, losses } = comparison;
  if (wins + losses === 0) {
    return `${to} is within noise of ${from}: every test query ranks its entry alike.`;
  }
  const range = `${formatDifference(difference.lower)} to ${formatDifference(difference.upper)}`;
  const amount = `NDCG@10 differs by ${formatDifference(difference.value)} (${range})`;
  if (verdict === 'within noise') {
    return `${to} is within noise of ${from}: ${amount}, which chance alone can bring.`;
  }
  return `${to} is ${verdict} than ${from}: ${amount}.`;
}

/** `p < 0.001`, or the value with three digits. */
export function describeP(pValue: number): string {
  return pValue < 0.001 ? 'p < 0.001' : `p = ${pValue.toFixed(3)}`;
}

/** A row of the table of bands. */
export interface BandRow {
  band: 'accept' | 'review' | 'reject';
  range: string;
  pairs: string;
  share: string;
  precision: Interval | null;
}

/** What each band covers and what it did on the test split. */
export function bandRows({ accept, review, reject, thresholds }: Metrics['bands']): BandRow[] {
  const high = thresholds.accept;
  const low = thresholds.reject;
  const row = (band: BandRow['band'], range: string, result: BandResult): BandRow => ({
    band,
    range,
    pairs: formatCount(result.count),
    share: formatPercent(result.share),
    precision: result.precision,
  });
  return [
    row('accept', high === null ? 'none' : `from ${high.toFixed(3)}`, accept),
    row('review', reviewRange(low, high), review),
    row('reject', low === null ? 'none' : `below ${low.toFixed(3)}`, reject),
  ];
}

function reviewRange(low: number | null, high: number | null): string {
  if (low === null && high === null) return 'everything';
  if (low === null) return `below ${high?.toFixed(3)}`;
  if (high === null) return `from ${low.toFixed(3)}`;
  return `${low.toFixed(3)} to ${high.toFixed(3)}`;
}

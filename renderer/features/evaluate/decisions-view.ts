import type {
  Band,
  Interval,
  OperatingPoint,
  PrecisionRecall,
  Settings,
} from '#core/contract/index.ts';
import { formatCount, formatMetric, formatPercent, formatQuantity } from '#renderer/ui/format.ts';
import { intervalWords, thresholdWords } from './measure-words.ts';
import { type Outcome, wilson } from './what-if.ts';

/** What one band would hold on test. */
export interface OutcomeRow {
  band: Band;
  pairs: string;
  share: string;
  matches: string;
  /** Share of the band that is right, with its Wilson interval; null of nothing. */
  right: Interval | null;
}

export function outcomeRows({ pairs, matches, ...outcome }: Outcome): OutcomeRow[] {
  const row = (band: Band, count: number, right: number): OutcomeRow => ({
    band,
    pairs: formatCount(count),
    share: pairs === 0 ? '–' : formatPercent(count / pairs),
    matches: formatCount(right),
    right: wilson(right, count),
  });
  return [
    row('accept', outcome.accepted, matches.accepted),
    row('review', outcome.review, matches.review),
    row('reject', outcome.rejected, matches.rejected),
  ];
}

/** The same in two sentences: what accepting and rejecting would be worth. */
export function outcomeWords({
  accepted,
  pairs,
  matches,
  precision,
  recall,
  lost,
}: Outcome): string {
  const right = precision ? `, ${measureWords(precision)} of them right` : '';
  const accepts = `Accepts ${formatCount(accepted)} of ${formatQuantity(pairs, 'pair')}${right}.`;
  if (!recall || !lost) return `${accepts} No match is on test.`;
  const all = matches.accepted + matches.review + matches.rejected;
  return `${accepts} Finds ${measureWords(recall)} of the ${formatQuantity(all, 'match', 'matches')} and rejects ${formatCount(matches.rejected)}, ${measureWords(lost)}.`;
}

function measureWords(interval: Interval): string {
  return `${formatMetric(interval.value)} (${intervalWords(interval)})`;
}

/** A row of the table of operating points. */
export interface OperatingRow {
  rule: OperatingPoint['rule'];
  title: string;
  threshold: string;
  accepted: string;
  precision: OperatingPoint['precision'];
  recall: OperatingPoint['recall'];
  f1: string;
  cost: string;
}

export function operatingRows(points: readonly OperatingPoint[]): OperatingRow[] {
  return points.map(({ rule, title, threshold, accepted, precision, recall, f1, cost }) => ({
    rule,
    title,
    threshold: thresholdWords(threshold),
    accepted: formatCount(accepted),
    precision,
    recall,
    f1: f1 === null ? '–' : formatMetric(f1),
    cost: cost === null ? '–' : formatMetric(cost),
  }));
}

/** The settings that operating points rest on, each with its range. */
export const POINT_SETTINGS = [
  {
    setting: 'fBeta',
    title: 'Beta',
    hint: 'Above 1 favours recall, below 1 precision',
    range: [0.1, 10],
  },
  {
    setting: 'wrongAcceptCost',
    title: 'Cost of a wrong accept',
    hint: 'What a wrongly accepted pair costs',
    range: [0, 1_000_000],
  },
  {
    setting: 'missedMatchCost',
    title: 'Cost of a missed match',
    hint: 'What a match that is not accepted costs',
    range: [0, 1_000_000],
  },
] as const satisfies readonly {
  setting: keyof Settings;
  title: string;
  hint: string;
  range: readonly [number, number];
}[];

/** What the curve rests on: `415 judged pairs of test, 222 matches`. */
export function curveWords({ pairs, positives }: PrecisionRecall): string {
  return `${formatQuantity(pairs, 'judged pair')} of test, ${formatQuantity(positives, 'match', 'matches')}`;
}

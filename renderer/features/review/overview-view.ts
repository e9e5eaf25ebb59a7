import type { Agreement, Interval, ReviewOverview } from '#core/contract/index.ts';
import {
  engineWords,
  formatCount,
  formatMetric,
  formatPercent,
  formatQuantity,
  formatUncertainty,
} from '#renderer/ui/format.ts';
import type { GivenAnswer } from './review-session.ts';

const LONGEST_HEAD = 24;
/** What a card below the pair says. */
export interface OverviewCard {
  title: string;
  /** The one thing to know. */
  head: string;
  tone: 'plain' | 'good' | 'bad';
  lines: string[];
}

/** Names for the strength of agreement up to a kappa: Landis and Koch, 1977. Below 0 it is poor. */
const STRENGTHS: readonly [most: number, name: string][] = [
  [0.2, 'slight'],
  [0.4, 'fair'],
  [0.6, 'moderate'],
  [0.8, 'substantial'],
];

/** How strong an agreement of this kappa, -1..1, is called (Landis and Koch, 1977). */
export function kappaStrength(kappa: number): string {
  if (kappa < 0) return 'poor';
  return STRENGTHS.find(([most]) => kappa <= most)?.[1] ?? 'almost perfect';
}

/** The strength, and how far it may be otherwise. */
export function strengthWords({ value, lower, upper }: Interval): string {
  const [low, high] = [kappaStrength(lower), kappaStrength(upper)];
  const name = kappaStrength(value);
  return low === high ? name : `${name}; it may be ${low} to ${high}`;
}

/** The agreement to show to a reviewer: their own with most pairs, else the one with most pairs. */
export function shownAgreement(all: readonly Agreement[], reviewer: string): Agreement | null {
  const byPairs = all.toSorted((a, b) => b.pairs - a.pairs);
  return byPairs.find(({ reviewers }) => reviewers.includes(reviewer)) ?? byPairs[0] ?? null;
}

export function agreementCard(all: readonly Agreement[], reviewer: string): OverviewCard {
  const shown = shownAgreement(all, reviewer);
  if (!shown || shown.pairs === 0) {
    return {
      title: 'Agreement',
      head: 'No second reviewer yet',
      tone: 'plain',
      lines: ['Once two people judged some of the same pairs, kappa stands here.'],
    };
  }
  const title = `Agreement ${withWhom(shown, reviewer)}`;
  const { kappa, pairs, observed } = shown;
  const on = `the same on ${formatPercent(observed)} of ${formatQuantity(pairs, 'pair')}`;
  if (!kappa) {
    const why = 'one of the two always said the same, which says nothing about chance';
    return { title, head: 'No kappa yet', tone: 'plain', lines: [`${on}; ${why}`] };
  }
  const head = `kappa ${formatMetric(kappa.value)} ${inBrackets(kappa)}`;
  return { title, head, tone: 'plain', lines: [strengthWords(kappa), on] };
}

function withWhom({ reviewers: [first, second] }: Agreement, reviewer: string): string {
  if (first === reviewer) return `with ${second}`;
  if (second === reviewer) return `with ${first}`;
  return `of ${first} and ${second}`;
}

export function auditCard(audit: ReviewOverview['audit']): OverviewCard {
  const { judged, accepted, acceptPrecision, targetPrecision, holds } = audit;
  const title = 'Audit sample';
  const amount =
    judged === 0
      ? 'no pair of it is judged yet'
      : `${formatCount(accepted)} of ${formatCount(judged)} judged are in the accept band`;
  const target = `target ${targetPrecision}`;
  const head = {
    holds: '✓ The accept bound holds',
    broken: '✕ The accept bound is broken',
    'too few to say': 'Too few to say',
  }[holds];
  const measured = acceptPrecision
    ? `precision ${formatMetric(acceptPrecision.value)} ${inBrackets(acceptPrecision)}, ${target}`
    : `nothing to measure precision on yet, ${target}`;
  const tone = { holds: 'good', broken: 'bad', 'too few to say': 'plain' } as const;
  return { title, head, tone: tone[holds], lines: [measured, amount] };
}

/** The engine's hint; what it opens with (`Go on: …`) is the head. */
export function stoppingCard({ words, stop }: ReviewOverview['stopping']): OverviewCard {
  const [opening = '', ...rest] = engineWords(words).split(': ');
  const [head, text] =
    rest.length > 0 && opening.length <= LONGEST_HEAD
      ? [opening, rest.join(': ')]
      : [stop ? 'Enough for now' : 'Go on', engineWords(words)];
  const line = text.charAt(0).toUpperCase() + text.slice(1);
  return { title: 'More labels', head, tone: 'plain', lines: [line] };
}

export function overviewCards(overview: ReviewOverview, reviewer: string): OverviewCard[] {
  return [
    agreementCard(overview.agreement, reviewer),
    auditCard(overview.audit),
    stoppingCard(overview.stopping),
  ];
}

/** The lists without a pair that has just been decided. */
export function withoutPair(
  overview: ReviewOverview,
  { query, key }: Pick<GivenAnswer, 'query' | 'key'>,
): ReviewOverview {
  const other = (pair: { query: string; entry: { key: string } }) =>
    pair.query !== query || pair.entry.key !== key;
  return {
    ...overview,
    conflicts: overview.conflicts.filter(other),
    suspects: overview.suspects.filter(other),
  };
}

function inBrackets(interval: Interval): string {
  const text = formatUncertainty(interval);
  return text.startsWith('±') ? text : `(${text})`;
}

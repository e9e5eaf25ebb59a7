import { judgmentsForTarget } from '#core/calibrate/accept-threshold.ts';
import type { Band, Verdict } from '#core/contract/common.ts';
import type { ReviewOverview } from '#core/contract/review.ts';
import { clopperPearson } from '#core/math/intervals.ts';
import { inFixedOrder } from './fixed-order.ts';
import type { PoolQuery } from './review-query.ts';

/**
 * The queries that an audit draws, in the order in which it draws them: a random one, which new queries do not change. Only
 * calibrate and test: there a version is not asked about what it has learnt, and no pair is ever chosen by a score.
 */
export function auditOrder(pool: readonly PoolQuery[], seed: number): PoolQuery[] {
  const drawable = pool.filter(({ split }) => split !== 'train');
  return inFixedOrder(drawable, seed, 'audit', ({ normalised }) => normalised);
}

/** A query that was drawn, with the entry that the version puts first. */
export interface Drawn {
  band: Band | null;
  /** What counts for the pair; null where nobody judged it or reviewers disagree. */
  verdict: Verdict | null;
  /** It was judged because it was drawn; else somebody had judged it already. */
  asked: boolean;
}

export interface AuditSummary extends Pick<ReviewOverview, 'audit'> {
  /** Further audit judgments that would settle it; 0 where it is settled, null while unknown. */
  moreNeeded: number | null;
}

/** Half the width of an interval that says enough. */
const NARROW = 0.01;

/**
 * What the audit says of the accept band: the share of the version's accepted answers that are right, over the queries
 * drawn. It stands on every drawn query whose first entry somebody judged, for whatever reason: what was drawn is random,
 * and to leave out what was known before would leave out the answers that are easy to know.
 */
export function auditSummary(drawn: readonly Drawn[], targetPrecision: number): AuditSummary {
  const judged = drawn.filter(({ verdict }) => verdict !== null);
  const accepted = judged.filter(({ band }) => band === 'accept');
  const right = accepted.filter(({ verdict }) => verdict === 'yes').length;
  const n = accepted.length;
  const acceptPrecision = n === 0 ? null : clopperPearson(right, n);
  const holds = holdsFor(acceptPrecision, targetPrecision);
  const asked = judged.filter((one) => one.asked).length || judged.length;
  const settled = holds !== 'too few to say';
  const more = settled || n === 0 ? 0 : furtherAccepted(right, n, targetPrecision);
  return {
    audit: { judged: judged.length, acceptPrecision, accepted: n, targetPrecision, holds },
    moreNeeded: n === 0 ? null : Math.ceil((more * asked) / n),
  };
}

function holdsFor(
  precision: { lower: number; upper: number } | null,
  target: number,
): ReviewOverview['audit']['holds'] {
  if (precision === null) return 'too few to say';
  if (precision.lower >= target) return 'holds';
  return precision.upper < target ? 'broken' : 'too few to say';
}

/** The interval's lower bound is one-sided at this confidence. */
const CONFIDENCE = 0.975;

/** Accepted pairs, if they turn out like these: until the bound holds, or where it will not, until the interval is narrow. */
function furtherAccepted(right: number, n: number, targetPrecision: number): number {
  const verdicts = Array.from({ length: n }, (_, i) => (i < right ? 1 : 0));
  const ones = new Float64Array(n).fill(1);
  const total = judgmentsForTarget(ones, verdicts, { targetPrecision, confidence: CONFIDENCE });
  return Math.max(1, (total ?? pairsForWidth(right / n)) - n);
}

/** The fewest pairs whose Clopper-Pearson interval is a hundredth to either side. */
function pairsForWidth(precision: number): number {
  const narrow = (n: number) => {
    const { lower, upper } = clopperPearson(precision * n, n);
    return upper - lower <= 2 * NARROW;
  };
  let high = 1;
  while (!narrow(high)) high *= 2;
  let low = high / 2;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (narrow(middle)) high = middle;
    else low = middle;
  }
  return high;
}

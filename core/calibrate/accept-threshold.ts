import { incompleteBeta } from '#core/math/special-functions.ts';
import { type Cut, cutsFromTop } from './cuts.ts';

export type PrecisionTarget = {
  /** The precision that accepted pairs must have, in (0, 1). */
  targetPrecision: number;
  /** How sure we must be of it, in (0, 1). */
  confidence: number;
};

/** The first test looks at about this share of the pairs (or the fewest that can pass), so that one slip among many does not fail it. */
const FIRST_SHARE = 1 / 20;

/** Each test gets this share of the risk that the tests before it left. */
const SHARE_OF_RISK = 1 / 2;

/** Enough cuts for a rough number. */
const CUTS_TO_ESTIMATE = 200;

/** Nobody judges more. */
const MOST_JUDGMENTS = 1e6;

/**
 * The lowest probability at and above which precision is at least the target with the wanted confidence, or null.
 *
 * The fallback procedure, a fixed sequence that one slip does not end: the cuts to be tested are chosen by rank, before
 * any label is looked at, and tested from the top down by the Clopper-Pearson lower bound. The first test gets half of the
 * risk, the next a quarter and so on; one that passes hands what it had on to the next, so that a row of passes soon tests
 * at full risk. A wrong threshold is chosen with a chance of at most 1 - confidence, although many were tried.
 * Source: Wiens and Dmitrienko, "The fallback procedure for evaluating a single family of hypotheses", 2005; for
 * thresholds Angelopoulos et al., "Learn then Test", 2021.
 */
export function acceptThreshold(
  p: ArrayLike<number>,
  y: ArrayLike<number>,
  { targetPrecision, confidence }: PrecisionTarget,
): number | null {
  let left = 1 - confidence;
  const first = { targetPrecision, confidence: 1 - left * SHARE_OF_RISK };
  let carried = 0;
  let threshold: number | null = null;
  for (const cut of testSequence(cutsFromTop(p, y), first)) {
    const own = left * SHARE_OF_RISK;
    left -= own;
    const risk = carried + own;
    const holds = precisionHolds(cut, { targetPrecision, confidence: 1 - risk });
    if (holds) threshold = cut.threshold;
    carried = holds ? risk : 0;
  }
  return threshold;
}

/**
 * How many judgments there would have to be for some cut to pass, if more of them turned out like these; null where
 * no cut's precision is clearly above the target, so that more judgments alone would not help.
 */
export function judgmentsForTarget(
  p: ArrayLike<number>,
  y: ArrayLike<number>,
  target: PrecisionTarget,
): number | null {
  const cuts = cutsFromTop(p, y);
  const stride = Math.ceil(cuts.length / CUTS_TO_ESTIMATE);
  let least = Number.POSITIVE_INFINITY;
  for (const [i, { accepted, correct }] of cuts.entries()) {
    if (i % stride !== 0) continue;
    // Half a success and half a failure more: a short perfect run promises nothing.
    const precision = (correct + 0.5) / (accepted + 1);
    if (precision <= target.targetPrecision) continue;
    least = Math.min(least, (p.length / accepted) * acceptedForPrecision(precision, target));
  }
  return least <= MOST_JUDGMENTS ? Math.ceil(least) : null;
}

/** The cuts at the ranks where one more error becomes bearable, from the first that is large enough. */
function testSequence(cuts: readonly Cut[], target: PrecisionTarget): Cut[] {
  const pairs = cuts.at(-1)?.accepted ?? 0;
  const ranks = bearableRanks(pairs, target);
  const first = ranks.findLast((rank) => rank <= pairs * FIRST_SHARE) ?? ranks[0];
  const sequence: Cut[] = [];
  let cut = 0;
  for (const rank of ranks) {
    if (first === undefined || rank < first) continue;
    while ((cuts[cut]?.accepted ?? rank) < rank) cut++;
    const found = cuts[cut];
    if (found && found !== sequence.at(-1)) sequence.push(found);
  }
  return sequence;
}

/** For 0, 1, 2 … errors the least number of accepted pairs that passes with them, up to `most`. */
function bearableRanks(most: number, target: PrecisionTarget): number[] {
  const ranks: number[] = [];
  for (let errors = 0, from = 1; ; errors++) {
    const rank = leastPassing(
      (n) => precisionHolds({ accepted: n, correct: n - errors }, target),
      from,
    );
    if (rank > most) return ranks;
    ranks.push(rank);
    from = rank + 1;
  }
}

const acceptedForPrecision = (precision: number, target: PrecisionTarget) =>
  leastPassing((n) => precisionHolds({ accepted: n, correct: precision * n }, target), 1);

/** Whether the Clopper-Pearson lower bound of the precision reaches the target, asked as a binomial tail. */
function precisionHolds(
  { accepted, correct }: Pick<Cut, 'accepted' | 'correct'>,
  { targetPrecision, confidence }: PrecisionTarget,
): boolean {
  if (correct <= 0) return false;
  return incompleteBeta(targetPrecision, correct, accepted - correct + 1) <= 1 - confidence;
}

/** The least whole n >= from that passes, for a test that goes on passing once it has. */
function leastPassing(passes: (n: number) => boolean, from: number): number {
  let step = 1;
  let high = from;
  while (!passes(high) && high < 2 * MOST_JUDGMENTS) {
    high += step;
    step *= 2;
  }
  let low = Math.max(from, high - step);
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (passes(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

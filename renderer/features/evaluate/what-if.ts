import type { Interval, Metrics, PrecisionRecall, ScoreCut } from '#core/contract/index.ts';

/** Two thresholds on the probability; null accepts, or rejects, nothing. */
export interface Thresholds {
  accept: number | null;
  reject: number | null;
}

/** What two thresholds would do to the judged pairs of the test split. */
export interface Outcome {
  pairs: number;
  accepted: number;
  review: number;
  rejected: number;
  /** Matches among what is accepted, in review, rejected. */
  matches: { accepted: number; review: number; rejected: number };
  /** With Wilson intervals; null where there is nothing to divide by. */
  precision: Interval | null;
  recall: Interval | null;
  /** Share of all matches that would be rejected. */
  lost: Interval | null;
}

/** Counts what each band would hold. */
export function outcomeOf(curve: PrecisionRecall, { accept, reject }: Thresholds): Outcome {
  const above = cutAt(curve.cuts, accept);
  // Without a reject threshold everything is at or above it.
  const kept =
    reject === null
      ? { accepted: curve.pairs, correct: curve.positives }
      : cutAt(curve.cuts, reject);
  const lost = curve.positives - kept.correct;
  return {
    pairs: curve.pairs,
    accepted: above.accepted,
    review: kept.accepted - above.accepted,
    rejected: curve.pairs - kept.accepted,
    matches: { accepted: above.correct, review: kept.correct - above.correct, rejected: lost },
    precision: wilson(above.correct, above.accepted),
    recall: wilson(above.correct, curve.positives),
    lost: wilson(lost, curve.positives),
  };
}

/** The pairs at or above a threshold: those of the lowest cut that is not below it. */
export function cutAt(
  cuts: readonly ScoreCut[],
  threshold: number | null,
): Pick<ScoreCut, 'accepted' | 'correct'> {
  const nothing = { accepted: 0, correct: 0 };
  if (threshold === null) return nothing;
  return cuts.findLast((cut) => cut.threshold >= threshold) ?? nothing;
}

/**
 * The curve with cuts at the version's own thresholds. Of many cuts the curve keeps only some, and what its own thresholds
 * do is known exactly: the bands say it.
 */
export function withOwnCuts(curve: PrecisionRecall, bands: Metrics['bands']): PrecisionRecall {
  const { accept, review, reject, thresholds } = bands;
  // Bands of another day's test set say nothing about this one.
  if (accept.count + review.count + reject.count !== curve.pairs) return curve;
  const right = ({ count, precision }: typeof accept) =>
    Math.round(count * (precision?.value ?? 0));
  const own = [
    { threshold: thresholds.accept, accepted: accept.count, correct: right(accept) },
    {
      threshold: thresholds.reject,
      accepted: curve.pairs - reject.count,
      correct: curve.positives - right(reject),
    },
  ].filter((cut): cut is ScoreCut => cut.threshold !== null);
  const others = curve.cuts.filter(
    (cut) => !own.some(({ threshold }) => threshold === cut.threshold),
  );
  return { ...curve, cuts: [...others, ...own].sort((a, b) => b.threshold - a.threshold) };
}

const Z = 1.959964;

/** Score interval of a share, 95 % (Wilson, 1927); null of nothing. */
export function wilson(successes: number, n: number): Interval | null {
  if (n <= 0) return null;
  const value = successes / n;
  const scale = 1 + Z ** 2 / n;
  const centre = (value + Z ** 2 / (2 * n)) / scale;
  const half = (Z / scale) * Math.sqrt((value * (1 - value)) / n + Z ** 2 / (4 * n ** 2));
  return {
    value,
    lower: Math.max(0, Math.min(value, centre - half)),
    upper: Math.min(1, Math.max(value, centre + half)),
  };
}

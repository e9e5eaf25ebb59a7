import type { Thresholds } from '#core/contract/metrics.ts';
import { acceptThreshold, judgmentsForTarget } from './accept-threshold.ts';
import { bestFBeta } from './operating-points.ts';
import { matchesForLoss, rejectThreshold } from './reject-threshold.ts';

export type BandTargets = Pick<Thresholds, 'targetPrecision' | 'maxLoss' | 'confidence'>;

/** What the bands promise unless the workspace says otherwise. */
export const DEFAULT_TARGETS: BandTargets = {
  targetPrecision: 0.95,
  maxLoss: 0.02,
  confidence: 0.95,
};

/** With fewer judgments of either kind nothing is fitted. */
export const LEAST_PER_VERDICT = 50;

/** What is used then. */
export const DEFAULT_THRESHOLDS = { accept: 0.9, reject: 0.1, bestF1: 0.5 } as const;

/**
 * Chooses the thresholds on the calibrate split: `p` calibrated probabilities, `y` verdicts (1 yes, 0 no).
 * Accept and reject carry their bounds (docs/methods: "Bands with a bound"); either is null where nothing qualifies.
 * Under 50 judgments of either kind they are defaults. `notes` says so, and what is missing, in plain words.
 */
export function chooseThresholds(
  p: ArrayLike<number>,
  y: ArrayLike<number>,
  targets: Partial<BandTargets> = {},
): Thresholds {
  const aims = { ...DEFAULT_TARGETS, ...targets };
  const yes = Array.from(y).filter((verdict) => verdict === 1).length;
  const no = y.length - yes;
  if (Math.min(yes, no) < LEAST_PER_VERDICT) {
    return { ...DEFAULT_THRESHOLDS, ...aims, basis: 'default', notes: [tooFewNote(yes, no)] };
  }
  const accept = acceptThreshold(p, y, aims);
  const reject = rejectThreshold(p, y, aims);
  const notes: string[] = [];
  if (accept === null) notes.push(noAcceptNote(judgmentsForTarget(p, y, aims), y.length, aims));
  if (reject === null) notes.push(noRejectNote(yes, aims));
  return {
    accept,
    // Where the bands would overlap, accepting wins: rejecting less keeps its bound too.
    reject: accept !== null && reject !== null ? Math.min(accept, reject) : reject,
    bestF1: bestFBeta(p, y),
    ...aims,
    basis: 'calibrated',
    notes,
  };
}

function tooFewNote(yes: number, no: number): string {
  const { accept, reject } = DEFAULT_THRESHOLDS;
  return (
    `The calibrate split has ${yes} confirmed and ${no} rejected judgments, and needs ${LEAST_PER_VERDICT} of each: ` +
    `the thresholds are defaults (accept from ${accept}, reject below ${reject}), not measured.`
  );
}

function noAcceptNote(needed: number | null, judgments: number, aims: BandTargets): string {
  const target = `a precision of ${percent(aims.targetPrecision)} with ${percent(aims.confidence)} confidence`;
  const start = `No probability reaches ${target}, so nothing is accepted without review.`;
  if (needed === null) {
    return `${start} More judgments alone would not help: train a better model or lower the target.`;
  }
  // Even where the total would do, one more round of judgments is what it takes to try again.
  const more = Math.max(LEAST_PER_VERDICT, needed - judgments);
  return `${start} About ${roughly(more)} more judgments in the calibrate split are needed, if they turn out like these.`;
}

function noRejectNote(yes: number, aims: BandTargets): string {
  const more = matchesForLoss(aims) - yes;
  const need =
    `To reject anything and lose at most ${percent(aims.maxLoss)} of the true matches with ` +
    `${percent(aims.confidence)} confidence`;
  return `${need}, the calibrate split needs about ${more} more confirmed judgments (it has ${yes}).`;
}

const percent = (share: number) => `${Math.round(share * 1000) / 10} %`;

/** Two digits are all that such an estimate is worth. */
const roughly = (count: number) => Number(count.toPrecision(2)).toLocaleString('en');

import type { OperatingPoint } from '#core/contract/evaluation-detail.ts';
import type { Thresholds } from '#core/contract/metrics.ts';
import type { Settings } from '#core/contract/workspace.ts';
import { bestFBeta, leastCost, thresholdAtPrecision } from './operating-points.ts';
import { LEAST_PER_VERDICT } from './thresholds.ts';

/** A rule with the threshold that it chose; null: it accepts nothing. */
export type ChosenPoint = Pick<OperatingPoint, 'rule' | 'title' | 'threshold'>;

export type PointSettings = Pick<
  Settings,
  'fBeta' | 'wrongAcceptCost' | 'missedMatchCost' | 'targetPrecision'
>;

/** Probabilities and verdicts (1 yes, 0 no) of the calibrate split. */
export type CalibratePairs = { p: ArrayLike<number>; y: ArrayLike<number> };

/**
 * The threshold of each rule. The accept band's and the best F1 are the version's own; the others are chosen on the
 * calibrate split under today's settings, and left out where its pairs are not known or there are fewer than 50 of either
 * verdict: a choice among so few is an accident.
 * Sources: F-beta, van Rijsbergen, Information Retrieval, 1979; costs, Elkan, IJCAI 2001.
 */
export function chosenPoints(
  thresholds: Thresholds,
  calibrate: CalibratePairs | null,
  settings: PointSettings,
): ChosenPoint[] {
  const own = ownPoints(thresholds);
  if (calibrate === null || !isEnough(calibrate)) return own;
  const { p, y } = calibrate;
  const { fBeta, wrongAcceptCost, missedMatchCost, targetPrecision } = settings;
  const cost = { wrongAccept: wrongAcceptCost, missedMatch: missedMatchCost };
  return [
    ...own,
    {
      rule: 'best-f-beta',
      title: `Best F-beta, beta ${fBeta}`,
      threshold: bestFBeta(p, y, fBeta),
    },
    {
      rule: 'least-cost',
      title: `Least cost: wrong accept ${wrongAcceptCost}, missed match ${missedMatchCost}`,
      threshold: leastCost(p, y, cost),
    },
    {
      rule: 'recall-at-precision',
      title: `Most recall at a precision of ${percent(targetPrecision)}, as observed`,
      threshold: thresholdAtPrecision(p, y, targetPrecision),
    },
  ];
}

function ownPoints(thresholds: Thresholds): ChosenPoint[] {
  const { accept, bestF1, basis, targetPrecision, confidence } = thresholds;
  const measured = basis === 'calibrated';
  const bound = `precision at least ${percent(targetPrecision)} with ${percent(confidence)} confidence`;
  return [
    {
      rule: 'accept-bound',
      title: `Accept band: ${measured ? bound : 'a default, not measured'}`,
      threshold: accept,
    },
    {
      rule: 'best-f1',
      title: measured ? 'Best F1' : 'Best F1: a default, not measured',
      threshold: bestF1,
    },
  ];
}

function isEnough({ y }: CalibratePairs): boolean {
  let positives = 0;
  for (let i = 0; i < y.length; i++) positives += y[i] as number;
  return Math.min(positives, y.length - positives) >= LEAST_PER_VERDICT;
}

const percent = (share: number) => `${Math.round(share * 10_000) / 100} %`;

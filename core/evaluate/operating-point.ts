import type { ChosenPoint } from '#core/calibrate/chosen-points.ts';
import type { OperatingPoint } from '#core/contract/evaluation-detail.ts';
import type { Settings } from '#core/contract/workspace.ts';
import { clopperPearson } from '#core/math/intervals.ts';
import type { JudgedPair } from './pair-metrics.ts';

export type PairCosts = Pick<Settings, 'wrongAcceptCost' | 'missedMatchCost'>;

/**
 * What a threshold does to judged pairs that had no part in choosing it: precision and recall with Clopper-Pearson 95 %
 * intervals, F1, and the mean cost of a pair. Each is null where there is nothing to divide by.
 */
export function measurePoint(
  { rule, title, threshold }: ChosenPoint,
  pairs: readonly JudgedPair[],
  { wrongAcceptCost, missedMatchCost }: PairCosts,
): OperatingPoint {
  const above = pairs.filter(({ probability }) => threshold !== null && probability >= threshold);
  const accepted = above.length;
  const correct = above.filter(({ isYes }) => isYes).length;
  const positives = pairs.filter(({ isYes }) => isYes).length;
  const cost = (accepted - correct) * wrongAcceptCost + (positives - correct) * missedMatchCost;
  return {
    ...{ rule, title, threshold, accepted },
    precision: accepted === 0 ? null : clopperPearson(correct, accepted),
    recall: positives === 0 ? null : clopperPearson(correct, positives),
    f1: accepted + positives === 0 ? null : (2 * correct) / (accepted + positives),
    cost: pairs.length === 0 ? null : cost / pairs.length,
  };
}

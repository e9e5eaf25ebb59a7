import { cutsFromTop } from '#core/calibrate/cuts.ts';
import type { PrecisionRecall } from '#core/contract/evaluation-detail.ts';
import { averagePrecision, type JudgedPair, pairColumns } from './pair-metrics.ts';

/** More cuts than a chart can show. */
const MOST_CUTS = 400;

/**
 * Precision and recall at every distinct probability of judged pairs, highest first: `correct` of `accepted` are right.
 * Of more than `most` cuts some are left out evenly, the first and the last never. Null without a pair.
 * The curve is that of scikit-learn's precision_recall_curve; average precision rests on all cuts.
 */
export function precisionRecall(
  pairs: readonly JudgedPair[],
  most = MOST_CUTS,
): PrecisionRecall | null {
  if (pairs.length === 0) return null;
  const { p, y } = pairColumns(pairs);
  return {
    pairs: pairs.length,
    positives: y.reduce((sum, label) => sum + label, 0),
    averagePrecision: averagePrecision(p, y),
    cuts: thinned(cutsFromTop(p, y), most),
  };
}

function thinned<Item>(items: readonly Item[], most: number): Item[] {
  if (items.length <= most) return [...items];
  const step = (items.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, i) => items[Math.round(i * step)] as Item);
}

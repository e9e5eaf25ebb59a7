import type { Verdict } from '#core/contract/common.ts';
import { mean } from '#core/math/statistics.ts';

/** A judged pair with what a version says of it that did not learn from it. */
export interface LabelledPair {
  verdict: Verdict;
  probability: number;
}

/** With fewer of a verdict its mean says too little. */
const LEAST_OF_A_VERDICT = 10;

/**
 * Judgments that the model is confident against, most confident first. Confident is who is at least as sure of the other
 * verdict as the model is on average of pairs that have it: a threshold for each verdict, which a model that is too sure
 * of itself, or not sure enough, does not mislead. Empty with fewer than ten pairs of either verdict.
 * After Northcutt, Jiang and Chuang, "Confident learning", JAIR 70, 2021.
 */
export function labelSuspects<Pair extends LabelledPair>(pairs: readonly Pair[]): Pair[] {
  const thresholds = { yes: thresholdOf(pairs, 'yes'), no: thresholdOf(pairs, 'no') };
  const { yes, no } = thresholds;
  if (yes === null || no === null) return [];
  const isSuspect = ({ verdict, probability }: Pair) =>
    verdict === 'no'
      ? probability > 0.5 && probability >= yes
      : probability < 0.5 && 1 - probability >= no;
  return pairs.filter(isSuspect).toSorted((a, b) => confidenceAgainst(b) - confidenceAgainst(a));
}

/** Mean probability of a verdict over the pairs that have it. */
function thresholdOf(pairs: readonly LabelledPair[], verdict: Verdict): number | null {
  const of = pairs.filter((pair) => pair.verdict === verdict);
  if (of.length < LEAST_OF_A_VERDICT) return null;
  return mean(of.map(({ probability }) => (verdict === 'yes' ? probability : 1 - probability)));
}

/** How sure the model is of the other verdict. */
export const confidenceAgainst = ({ verdict, probability }: LabelledPair): number =>
  verdict === 'no' ? probability : 1 - probability;

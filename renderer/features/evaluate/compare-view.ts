import type { MeasureComparison, Metrics } from '#core/contract/index.ts';
import { formatPValue } from '#core/plots/format.ts';
import { formatCount, formatDifference } from '#renderer/ui/format.ts';
import { differenceWords } from './measure-words.ts';

const MEASURES: Record<MeasureComparison['measure'], string> = {
  'ndcg@10': 'NDCG@10',
  'mrr@10': 'MRR@10',
  top1: 'Top-1',
  'recall@10': 'Recall@10',
};

/** A measure of two versions as the table shows it. */
export interface MeasureRow {
  measure: string;
  difference: string;
  interval: string;
  p: string;
  adjustedP: string;
  verdict: MeasureComparison['verdict'];
}

export function measureRows(comparisons: readonly MeasureComparison[]): MeasureRow[] {
  return comparisons.map(({ measure, difference, pValue, adjustedP, verdict }) => ({
    measure: MEASURES[measure],
    difference: formatDifference(difference.value),
    interval: `${formatDifference(difference.lower)} to ${formatDifference(difference.upper)}`,
    p: formatPValue(pValue),
    adjustedP: formatPValue(adjustedP),
    verdict,
  }));
}

/** The comparison in one sentence: what NDCG@10 did, and whether that may be chance. */
export function comparisonSentence(
  comparisons: readonly MeasureComparison[],
  version: string,
  against: string,
): string {
  const main = comparisons.find(({ measure }) => measure === 'ndcg@10') ?? comparisons[0];
  if (!main) return `${version} and ${against} were not scored on the same test set.`;
  const amount = `${MEASURES[main.measure]} differs by ${differenceWords(main.difference)}`;
  if (main.verdict === 'within noise') {
    return `${version} is within noise of ${against}: ${amount}, which chance alone can bring.`;
  }
  return `${version} is ${main.verdict} than ${against}: ${amount}.`;
}

/** Wrong first results by kind, of two versions. */
export interface MissRow {
  kind: string;
  meaning: string;
  before: string;
  now: string;
}

export function missRows(before: Metrics['errors'], now: Metrics['errors']): MissRow[] {
  return [
    {
      kind: 'Candidate misses',
      meaning: 'not retrieved',
      before: formatCount(before.candidateMisses),
      now: formatCount(now.candidateMisses),
    },
    {
      kind: 'Scoring misses',
      meaning: 'ranked too low',
      before: formatCount(before.scoringMisses),
      now: formatCount(now.scoringMisses),
    },
  ];
}

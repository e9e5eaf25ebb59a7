import type { ScoreBin } from '#core/contract/evaluation-detail.ts';
import type { JudgedPair } from './pair-metrics.ts';

/** How the probabilities of right and of wrong pairs lie in [0, 1]: bins of equal width, 1 in the last; [] without a pair. */
export function scoreHistogram(pairs: readonly JudgedPair[], bins = 20): ScoreBin[] {
  if (pairs.length === 0) return [];
  const counted: ScoreBin[] = Array.from({ length: bins }, (_, bin) => ({
    ...{ lower: bin / bins, upper: (bin + 1) / bins },
    ...{ yes: 0, no: 0 },
  }));
  for (const { probability, isYes } of pairs) {
    const bin = counted[binOf(probability, bins)];
    if (bin) bin[isYes ? 'yes' : 'no'] += 1;
  }
  return counted;
}

/** The product alone can round a value across an edge: 0.15 of 20 bins is in [0.15, 0.2). */
function binOf(probability: number, bins: number): number {
  const bin = Math.min(bins - 1, Math.max(0, Math.floor(probability * bins)));
  if (probability < bin / bins) return bin - 1;
  return bin + 1 < bins && probability >= (bin + 1) / bins ? bin + 1 : bin;
}

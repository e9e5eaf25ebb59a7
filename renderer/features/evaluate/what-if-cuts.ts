import type { NamedCut } from '#core/plots/named-cuts.ts';
import { formatMetric } from '#renderer/ui/format.ts';
import type { Thresholds } from './what-if.ts';

/** The tried thresholds as lines of a chart; one that is not set has none. */
export function whatIfCuts({ accept, reject }: Thresholds): NamedCut[] {
  const cuts: NamedCut[] = [];
  if (accept !== null) {
    cuts.push({ tone: 'accept', threshold: accept, label: `accept ≥ ${formatMetric(accept)}` });
  }
  if (reject !== null) {
    cuts.push({ tone: 'reject', threshold: reject, label: `reject < ${formatMetric(reject)}` });
  }
  return cuts;
}

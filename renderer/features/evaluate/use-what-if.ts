import { useCallback, useMemo, useState } from 'react';
import type { PrecisionRecall } from '#core/contract/index.ts';
import { moved, stopsOf, type ThresholdName } from './threshold-steps.ts';
import type { Thresholds } from './what-if.ts';

export interface WhatIf {
  thresholds: Thresholds;
  /** Where thresholds may stand, rising. */
  stops: readonly number[];
  /** Are they others than the version's? */
  changed: boolean;
  move(which: ThresholdName, to: number | null): void;
  reset(): void;
}

/** Thresholds that are tried out; they begin at the version's own and are forgotten with the screen. */
export function useWhatIf(curve: PrecisionRecall, own: Thresholds): WhatIf {
  const [tried, setTried] = useState<Thresholds | null>(null);
  const thresholds = tried ?? own;
  const stops = useMemo(() => stopsOf(curve.cuts, own), [curve, own]);
  // Stable: charts are drawn anew where it changes.
  const move = useCallback(
    (which: ThresholdName, to: number | null) => setTried((now) => moved(now ?? own, which, to)),
    [own],
  );
  return {
    thresholds,
    stops,
    changed: thresholds.accept !== own.accept || thresholds.reject !== own.reject,
    move,
    reset: () => setTried(null),
  };
}

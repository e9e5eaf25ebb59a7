import type { Band } from '#core/contract/common.ts';
import type { Thresholds } from '#core/contract/metrics.ts';

/** The band of a calibrated probability: accept at or above `accept`, reject below `reject`, otherwise review. */
export function bandOf(p: number, thresholds: Pick<Thresholds, 'accept' | 'reject'>): Band {
  if (thresholds.accept !== null && p >= thresholds.accept) return 'accept';
  if (thresholds.reject !== null && p < thresholds.reject) return 'reject';
  return 'review';
}

import { LATENCY, latencyAt } from './bins.ts';
import type { Counts } from './counts.ts';

/** Milliseconds that a share of the answers took at most, to within 6 %; never more than the longest. 0 where there is none. */
function latencyPercentile({ latency, longest }: Counts, share: number): number {
  const total = latency.reduce((sum, n) => sum + n, 0);
  let left = Math.ceil(share * total);
  for (let bin = 0; bin < LATENCY.bins; bin += 1) {
    left -= latency[bin] ?? 0;
    if (left <= 0) return Math.min(longest, latencyAt(bin));
  }
  return longest;
}

/** Percentiles of the latencies, in milliseconds; null where there are none. */
export function latencySummary(
  counts: Counts,
): { p50: number; p95: number; p99: number; max: number } | null {
  if (counts.latency.every((n) => n === 0)) return null;
  const at = (share: number) => latencyPercentile(counts, share);
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: counts.longest };
}

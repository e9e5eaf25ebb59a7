import type { Counts } from './counts.ts';

/** Share of a version's own test queries that count as little similar. */
const LOW_SHARE = 0.05;

/**
 * How many queries found nothing that is as similar as what 95 % of the version's own test queries find, to within a
 * hundredth. None where the version keeps nothing to compare with.
 */
export function lowSimilarityCount({ similarities }: Counts, expected: Counts | null): number {
  if (expected === null) return 0;
  return sum(similarities.slice(0, lowBins(expected.similarities)));
}

/** How many bins of similarity, from the lowest on, hold at most a twentieth of the test queries. */
function lowBins(expected: readonly number[]): number {
  const most = LOW_SHARE * sum(expected);
  let held = 0;
  const beyond = expected.findIndex((count) => {
    held += count;
    return held > most;
  });
  return Math.max(0, beyond);
}

const sum = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0);

import type { Split } from '#core/contract/common.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import { normaliseText } from '#core/text/normalise.ts';
import { murmur3 } from './murmur3.ts';
import { earliestNearIdentical } from './near-identical.ts';

/** Shares of the hash's range: 60 % train, 20 % calibrate, 20 % test. */
const TRAIN_UNTIL = 0.6;
const CALIBRATE_UNTIL = 0.8;
const RANGE = 2 ** 32;

export interface SplitAssignment {
  split: Split;
  /** The query whose hash decided: the first of the near-identical ones, normalised. */
  group: string;
}

/**
 * The split of each query, by its normalised form. `queries` come in the ledger's order, first seen first.
 * A query goes where the hash of its normalised form says, unless it is near-identical to an earlier one:
 * then it goes where the earliest such query went. So no query moves when others are added behind it.
 */
export async function assignSplits(
  queries: readonly string[],
  context?: JobContext,
): Promise<Map<string, SplitAssignment>> {
  const normalised = [...new Set(queries.map(normaliseText))];
  const earliest = await earliestNearIdentical(normalised, context);
  const assigned = new Map<string, SplitAssignment>();
  normalised.forEach((query, at) => {
    const first = earliest[at] ?? -1;
    const known = first < 0 ? undefined : assigned.get(normalised[first] ?? '');
    assigned.set(query, known ?? { split: splitByHash(query), group: query });
  });
  return assigned;
}

/** Where a normalised query goes by its own hash (MurmurHash3 x86 32-bit, seed 0). */
export function splitByHash(normalisedQuery: string): Split {
  const share = murmur3(normalisedQuery) / RANGE;
  if (share < TRAIN_UNTIL) return 'train';
  return share < CALIBRATE_UNTIL ? 'calibrate' : 'test';
}

import { inFixedOrder } from './fixed-order.ts';
import type { PoolQuery } from './review-query.ts';

export interface Known {
  /** The normalised query of each review so far. */
  reviewed: readonly string[];
  /** Somebody has said yes to an entry of it. */
  isConfirmed(query: PoolQuery): boolean;
  reviewer: string;
  seed: number;
  /** How many are wanted. */
  most: number;
}

/** As many reviews as nobody gives one query. */
const VERY_OFTEN = 1e6;

/**
 * Train queries of which least is known: those without a confirmed entry first, then those that were reviewed least. Among
 * equals the order is the reviewer's own, so that two who work at the same time are mostly asked different pairs.
 */
export function leastKnown(
  pool: readonly PoolQuery[],
  { reviewed, isConfirmed, reviewer, seed, most }: Known,
): PoolQuery[] {
  const times = new Map<string, number>();
  for (const query of reviewed) times.set(query, (times.get(query) ?? 0) + 1);
  const train = pool.filter(({ split }) => split === 'train');
  return inFixedOrder(train, seed, `chosen ${reviewer}`, ({ normalised }) => normalised)
    .map((query) => ({
      query,
      known: (isConfirmed(query) ? VERY_OFTEN : 0) + (times.get(query.normalised) ?? 0),
    }))
    .sort((a, b) => a.known - b.known)
    .slice(0, most)
    .map(({ query }) => query);
}

import type { ReviewReason } from '#core/contract/review.ts';
import { inFixedOrder } from './fixed-order.ts';
import { type Candidate, pairName } from './review-query.ts';

/** Pairs of one query, near-identical ones with it, that a queue may hold: others say more. */
const MOST_OF_A_QUERY = 2;
/** Of what is left beside audit and second opinions. */
const SUSPECT_SHARE = 0.1;
/** Of what is left then; the rest are uncertain pairs. */
const DISPUTED_SHARE = 0.4;

export interface QueueShares {
  size: number;
  auditShare: number;
  secondShare: number;
}

/** How many pairs each reason should get. */
export type Quotas = Record<ReviewReason, number>;

export function quotasOf({ size, auditShare, secondShare }: QueueShares): Quotas {
  const audit = Math.round(size * auditShare);
  const second = Math.min(size - audit, Math.round(size * secondShare));
  const rest = size - audit - second;
  const suspects = Math.round(rest * SUSPECT_SHARE);
  const disputed = Math.round((rest - suspects) * DISPUTED_SHARE);
  return {
    audit,
    'second-opinion': second,
    'label-suspect': suspects,
    disagreement: disputed,
    uncertain: rest - suspects - disputed,
  };
}

/** Who takes first: what was drawn at random must not make way for what a score chose. */
const TAKING: readonly ReviewReason[] = [
  'audit',
  'second-opinion',
  'label-suspect',
  'uncertain',
  'disagreement',
];
/** Who may take what others leave. */
const FILLING: readonly ReviewReason[] = [
  'uncertain',
  'disagreement',
  'audit',
  'second-opinion',
  'label-suspect',
];

/** Candidates of each reason, those most worth asking first. */
export type Candidates = Record<ReviewReason, readonly Candidate[]>;

/**
 * A queue of at most `size` pairs in the wanted shares, no pair twice, at most two of a query. What one reason cannot fill
 * others do, if any of them was wanted at all. The order is random, so that nobody can tell which pairs are the audit's.
 */
export function mixQueue(candidates: Candidates, shares: QueueShares, seed: number): Candidate[] {
  const quotas = quotasOf(shares);
  const queue = takingQueue();
  for (const reason of TAKING) queue.take(candidates[reason], quotas[reason]);
  for (const reason of FILLING) {
    const wanted = quotas[reason] > 0;
    if (wanted) queue.take(candidates[reason], shares.size - queue.taken.size);
  }
  return inFixedOrder([...queue.taken.values()], seed, 'place', ({ query, pair }) =>
    pairName(query.normalised, pair.key),
  );
}

function takingQueue() {
  const taken = new Map<string, Candidate>();
  const ofQuery = new Map<string, number>();
  return {
    taken,
    take(list: readonly Candidate[], most: number): void {
      let left = most;
      for (const candidate of list) {
        if (left <= 0) return;
        const { query, pair } = candidate;
        const name = pairName(query.normalised, pair.key);
        const others = ofQuery.get(query.group) ?? 0;
        if (taken.has(name) || others >= MOST_OF_A_QUERY) continue;
        taken.set(name, candidate);
        ofQuery.set(query.group, others + 1);
        left -= 1;
      }
    },
  };
}

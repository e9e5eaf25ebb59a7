import type { Thresholds } from '#core/contract/metrics.ts';
import type { Candidate, FoundPair, PoolQuery, QueryAnswer } from './review-query.ts';

/** A query with what the version says of it. */
export interface Answered {
  query: PoolQuery;
  answer: QueryAnswer;
}

/** Whether a pair may still be asked. */
export type MayAsk = (query: PoolQuery, pair: FoundPair) => boolean;

type Bands = Pick<Thresholds, 'accept' | 'reject'>;

/**
 * Pairs of which the version is least sure (uncertainty sampling; Lewis and Gale, SIGIR 1994), those most worth asking
 * first: two nearest to 0.5, where the entropy is largest, then one nearest to each threshold, and so on in turns.
 * Nothing without a match model.
 */
export function uncertainPairs(
  answered: readonly Answered[],
  { accept, reject }: Bands,
  mayAsk: MayAsk,
): Candidate[] {
  const pairs = answered.flatMap(({ query, answer }) =>
    answer.best
      .filter((pair) => pair.probability !== null && mayAsk(query, pair))
      .map((pair): Candidate => ({ query, pair, reason: 'uncertain' })),
  );
  const nearest = (cut: number) =>
    pairs.toSorted((a, b) => distance(a.pair, cut) - distance(b.pair, cut));
  const middle = nearest(0.5);
  const others = [accept, reject].filter((cut) => cut !== null).map(nearest);
  return inTurns([middle, middle, ...others]);
}

const distance = ({ probability }: FoundPair, cut: number) => Math.abs((probability ?? 0) - cut);

/** One of each list in turn, each thing once. */
function inTurns<Item>(lists: readonly (readonly Item[])[]): Item[] {
  const taken = new Set<Item>();
  const places = lists.map(() => 0);
  const most = lists[0]?.length ?? 0;
  while (taken.size < most) {
    for (const [n, list] of lists.entries()) {
      // Two turns of one list go on where the other stopped, since what is taken is passed over.
      let place = places[n] ?? 0;
      while (place < list.length && taken.has(list[place] as Item)) place += 1;
      if (place < list.length) taken.add(list[place] as Item);
      places[n] = place + 1;
    }
  }
  return [...taken];
}

/**
 * Of what the version considers and may be asked: the entries that each leg puts first, where those differ (query by
 * committee, with the legs as its members; Seung, Opper and Sompolinsky, COLT 1992). First come those on whose rank the legs
 * are furthest apart and of which the model is least sure.
 */
export function disputedPairs(answered: readonly Answered[], mayAsk: MayAsk): Candidate[] {
  const found = answered.flatMap(({ query, answer }) => {
    const open = answer.best.filter((pair) => mayAsk(query, pair));
    const meaning = firstBy(open, 'semanticRank');
    const letters = firstBy(open, 'lettersRank');
    if (!meaning || !letters || meaning === letters) return [];
    return [meaning, letters].map((pair) => ({ query, pair, dispute: disputeOf(pair) }));
  });
  found.sort((a, b) => b.dispute - a.dispute);
  return found.map(({ query, pair }) => ({ query, pair, reason: 'disagreement' }));
}

/** Ranks are reciprocal; undefined where the leg found none of the pairs. */
function firstBy(pairs: readonly FoundPair[], leg: 'semanticRank' | 'lettersRank') {
  let first: FoundPair | undefined;
  for (const pair of pairs) if (pair[leg] > (first?.[leg] ?? 0)) first = pair;
  return first;
}

function disputeOf({ semanticRank, lettersRank, probability }: FoundPair): number {
  const apart = Math.abs(semanticRank - lettersRank);
  return probability === null ? apart : apart * entropy(probability);
}

/** Of a yes or no with probability p, in bits. */
export function entropy(p: number): number {
  if (p <= 0 || p >= 1) return 0;
  return -(p * Math.log2(p) + (1 - p) * Math.log2(1 - p));
}

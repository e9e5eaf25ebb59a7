import type { Band, Split } from '#core/contract/common.ts';
import type { ReviewReason } from '#core/contract/review.ts';

/** A query that may be asked about. */
export interface PoolQuery {
  /** As first written. */
  query: string;
  normalised: string;
  /** What to search with: the query, or the terms of the entry that it names. */
  texts: readonly string[];
  /** Key of the entry that the query names; it is no answer to itself. */
  self: string | null;
  split: Split;
  /** The first of its near-identical queries. */
  group: string;
}

/** An entry that the version found for a query, or that somebody judged. */
export interface FoundPair {
  key: string;
  /** Calibrated; null without a match model. */
  probability: number | null;
  band: Band | null;
  semantic: number;
  letters: number;
  /** 1 / rank in each leg, counted from 1; 0 where the leg did not find it. */
  semanticRank: number;
  lettersRank: number;
}

/** What a version says of a query. */
export interface QueryAnswer {
  /** Best first, a few. */
  best: readonly FoundPair[];
  /** Entries that were asked for besides, by key. */
  asked: ReadonlyMap<string, FoundPair>;
}

/** A pair that may be asked, and why. */
export interface Candidate {
  query: PoolQuery;
  pair: FoundPair;
  reason: ReviewReason;
}

/** Names a pair: two spellings of a query are one. */
export const pairName = (normalisedQuery: string, key: string): string =>
  `${normalisedQuery}\u0000${key}`;

import type { Split } from '#core/contract/common.ts';
import type { Judgment } from '#core/contract/data.ts';
import type { Candidate, FoundPair, PoolQuery } from './review-query.ts';

/** A query of a pool whose text is its name. */
export const aQuery = (query: string, split: Split = 'train', group = query): PoolQuery => ({
  ...{ query, normalised: query, texts: [query], self: null, split, group },
});

/** An entry that was found, in the middle of everything unless a test says otherwise. */
export const aPair = (key: string, change: Partial<FoundPair> = {}): FoundPair => ({
  ...{ key, probability: 0.5, band: 'review', semantic: 0.5, letters: 0.5 },
  ...{ semanticRank: 0.5, lettersRank: 0.5 },
  ...change,
});

export const aCandidate = (
  query: string,
  key: string,
  reason: Candidate['reason'] = 'uncertain',
): Candidate => ({ query: aQuery(query), pair: aPair(key), reason });

/** A judgment of a reviewer; with the source `import` nobody's. */
export function aJudgment(
  by: string | null,
  verdict: Judgment['verdict'] = 'yes',
  change: Partial<Judgment> = {},
): Judgment {
  return {
    ...{ id: `${by} ${verdict}`, query: 'swe', key: 'k1', verdict, source: 'review' },
    at: '2026-11-20T10:00:00.000Z',
    ...(by !== null && { by }),
    ...change,
  };
}

import type { SearchHit, SearchResponse } from '#core/contract/index.ts';

/** A hit without a probability, changed as a test needs it. */
export function aHit(key: string, change: Partial<SearchHit> = {}): SearchHit {
  return {
    key,
    name: `Name ${key}`,
    term: '',
    learnt: false,
    probability: null,
    band: null,
    semantic: 0,
    lexical: 0,
    contributions: [],
    judged: null,
    judgmentId: null,
    ...change,
  };
}

/** An answer with these hits, changed as a test needs it. */
export function aResponse(
  results: SearchHit[],
  change: Partial<SearchResponse> = {},
): SearchResponse {
  return {
    version: 'v20261120-1',
    results,
    entries: 200,
    admitted: 200,
    milliseconds: 9,
    scan: { exact: true, recall: null },
    notice: null,
    ...change,
  };
}

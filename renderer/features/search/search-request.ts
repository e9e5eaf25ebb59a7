import type { SearchRequest } from '#core/contract/index.ts';

export type SearchBy = 'text' | 'key';

const RESULTS = 12;

/** The request for what is typed, or null while there is nothing to search for. An id is searched only once it is known to exist. */
export function searchRequest(
  text: string,
  by: SearchBy,
  known: boolean | undefined,
): SearchRequest | null {
  if (text === '') return null;
  if (by === 'text') return { text, k: RESULTS };
  return known ? { key: text, k: RESULTS } : null;
}

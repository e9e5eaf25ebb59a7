import type { ExplainRequest, SearchRequest } from '#core/contract/index.ts';
import type { SearchState } from './search-params.ts';

/** Results shown at first, and each time that more are asked for. */
export const RESULTS = [12, 50, 100] as const;

/** The request for a search, or null while there is nothing to search for. An id is searched only once it may exist. */
export function searchRequest(
  state: SearchState,
  known: boolean | undefined,
  k: number,
): SearchRequest | null {
  const text = state.text.trim();
  if (text === '' || (state.by === 'key' && !known)) return null;
  return {
    ...(state.by === 'key' ? { key: text, collection: state.from } : { text }),
    in: state.in,
    k,
    mode: state.mode,
    filters: state.filters,
  };
}

/** Asks why the same search found this entry. Filters and order change nothing about that. */
export function explainRequest(
  { text, key, collection, in: where, version }: SearchRequest,
  entry: string,
): ExplainRequest {
  return {
    ...(text !== undefined && { text }),
    ...(key !== undefined && { key }),
    ...(collection !== undefined && { collection }),
    ...(where !== undefined && { in: where }),
    ...(version !== undefined && { version }),
    entry,
  };
}

/** The query that a judgment is about: the text, or the id of the entry that was searched by. */
export function judgedQuery({ text, key }: SearchRequest): string {
  return text ?? key ?? '';
}

/** The same search, whatever number of results was asked for: walking starts anew in any other. */
export function searchIdentity({ k: _k, ...asked }: SearchRequest): string {
  return JSON.stringify(asked);
}

/** How many results to ask for after these, or null where there are no more to be had. */
export function moreResults(shown: number, asked: number, admitted: number): number | null {
  if (shown < asked || shown >= admitted) return null;
  return RESULTS.find((count) => count > asked) ?? null;
}

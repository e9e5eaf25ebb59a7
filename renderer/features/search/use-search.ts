import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { EntryRow, SearchRequest, SearchResponse } from '#core/contract/index.ts';
import { client, engine } from '#renderer/api/client.ts';
import { isUnreachable, toFailure } from '#renderer/api/failure.ts';
import { rankCompletions } from './completion.ts';
import type { SearchState } from './search-params.ts';
import { RESULTS, searchIdentity, searchRequest } from './search-request.ts';
import { typingPause } from './search-words.ts';

/** An answer and what was asked: while the next one is on its way, what is shown still belongs to this request. */
export interface Answer extends SearchResponse {
  request: SearchRequest;
}

const NEAR = 50;
const NO_ENTRIES: EntryRow[] = [];

/** Under the engine's own key, so that a judgment or a training asks for it again. */
export function answerOptions(request: SearchRequest) {
  return queryOptions({
    queryKey: [...engine.search.query.queryKey({ input: request }), 'answer'],
    queryFn: async ({ signal }): Promise<Answer> => ({
      ...(await client.search.query(request, { signal })),
      request,
    }),
    staleTime: 30_000,
    gcTime: 60_000,
  });
}

/** Results while typing: the newest request wins, the older one is cancelled, and its results stay until then. */
export function useSearch(state: SearchState, enabled: boolean) {
  const [last, setLast] = useState<Answer>();
  const [text] = useDebouncedValue(state.text, typingPause(last?.milliseconds));
  const settled = { ...state, text };
  const keys = useKeys(settled, enabled);
  const first = searchRequest(settled, keys.known, RESULTS[0]);
  const [wanted, setWanted] = useState({ search: '', k: 0 });
  const more = first !== null && wanted.search === searchIdentity(first);
  const request = more ? { ...first, k: wanted.k } : first;
  const query = useQuery({
    ...answerOptions(request ?? { text: '' }),
    enabled: enabled && request !== null,
    placeholderData: keepPreviousData,
  });
  if (query.data && !query.isPlaceholderData && query.data !== last) setLast(query.data);
  // An id that is not listed may be missing; another NOT_FOUND is about a collection.
  const missing = state.by === 'key' && keys.exact === null && isMissing(query.error);
  // While the engine is gone, what it said last is better than nothing.
  const kept = isUnreachable(query.error) ? last : query.data;
  return {
    answer: request === null ? undefined : kept,
    /** The answer is to an older request. */
    stale: query.isPlaceholderData || kept !== query.data,
    error: missing ? null : query.error,
    completions: keys.near,
    known: keys.exact,
    unknownKey: keys.settled && text === state.text && (keys.known === false || missing),
    more: (k: number) => first && setWanted({ search: searchIdentity(first), k }),
  };
}

function isMissing(error: unknown): boolean {
  return error !== null && toFailure(error).code === 'NOT_FOUND';
}

/** Is that the id of an entry (undefined while asking), and which entries hold what is typed? */
function useKeys({ text: typed, by, from }: SearchState, enabled: boolean) {
  const text = typed.trim();
  const asking = enabled && by === 'key' && text !== '';
  const { data, isPlaceholderData } = useQuery(
    engine.data.entries.queryOptions({
      input: { filter: text, limit: NEAR, collection: from },
      enabled: asking,
      placeholderData: keepPreviousData,
    }),
  );
  const rows = asking ? (data?.rows ?? NO_ENTRIES) : NO_ENTRIES;
  const exact = rows.find(({ key }) => key === text) ?? null;
  const settled = asking && data !== undefined && !isPlaceholderData;
  // Where more entries hold the text than are listed, only the engine knows.
  const known = settled ? exact !== null || data.total > data.rows.length : undefined;
  return { known: exact ? true : known, exact, settled, near: rankCompletions(rows, text) };
}

import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { SearchRequest } from '#core/contract/index.ts';
import { engine } from '#renderer/api/client.ts';

export type SearchBy = 'text' | 'key';

const TYPING_PAUSE = 45;
const RESULTS = 12;

/** The request for what is typed, or null while there is nothing to search for. */
export function searchRequest(typed: string, by: SearchBy): SearchRequest | null {
  const text = typed.trim();
  if (text === '') return null;
  return by === 'key' ? { key: text, k: RESULTS } : { text, k: RESULTS };
}

/** Results while typing: the newest query wins, the older one is cancelled, and its results stay until then. */
export function useSearch(typed: string, by: SearchBy, enabled: boolean) {
  const [settled] = useDebouncedValue(typed, TYPING_PAUSE);
  const request = searchRequest(settled, by);
  const query = useQuery(
    engine.search.query.queryOptions({
      input: request ?? { text: '' },
      enabled: enabled && request !== null,
      placeholderData: keepPreviousData,
      staleTime: 30_000,
      gcTime: 60_000,
    }),
  );
  return { ...query, request };
}

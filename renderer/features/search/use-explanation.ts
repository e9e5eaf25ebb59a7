import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { SearchRequest } from '#core/contract/index.ts';
import { engine } from '#renderer/api/client.ts';
import { explainRequest } from './search-request.ts';

/** Walking through results or typing asks for nothing; standing still that long does. In milliseconds. */
const REST = 150;

/** True when this has been the same for a moment. */
export function useRested(what: string): boolean {
  const [settled] = useDebouncedValue(what, REST);
  return settled === what;
}

/** Why a search found an entry; `rested` holds the question back while somebody only passes by. */
export function useExplanation(request: SearchRequest, entry: string, rested: boolean) {
  const input = explainRequest(request, entry);
  return useQuery(
    engine.search.explain.queryOptions({ input, enabled: rested, staleTime: 60_000 }),
  );
}

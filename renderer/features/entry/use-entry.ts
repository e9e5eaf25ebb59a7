import { useQuery } from '@tanstack/react-query';
import { engine } from '#renderer/api/client.ts';

/** Everything about one entry; `enabled` holds it back while somebody only passes by. */
export function useEntry(key: string, collection: string, enabled = true) {
  return useQuery(
    engine.search.entry.queryOptions({ input: { key, collection }, enabled, staleTime: 30_000 }),
  );
}

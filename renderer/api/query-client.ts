import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { setConnection } from './connection.ts';
import { isUnreachable } from './failure.ts';

function noteConnection(error: unknown): void {
  if (isUnreachable(error)) setConnection('lost');
}

/** One cache for the window. The engine is on this machine, so "offline" means nothing to it, and it is asked again by the banner, not by retries. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: noteConnection,
      onSuccess: () => setConnection('online'),
    }),
    mutationCache: new MutationCache({ onError: noteConnection }),
    defaultOptions: {
      queries: {
        networkMode: 'always',
        retry: false,
        staleTime: 10_000,
        refetchOnWindowFocus: true,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { PromotionEvent } from '#core/contract/index.ts';
import { engine } from '#renderer/api/client.ts';

const NO_EVENTS: PromotionEvent[] = [];

/** Changes of latest, oldest first; empty until they are known. */
export function useHistory(): PromotionEvent[] {
  return useQuery(engine.versions.history.queryOptions()).data ?? NO_EVENTS;
}

/** Everything that a version says about itself; a version never changes. */
export function useManifest(version: string, enabled = true) {
  return useQuery(
    engine.versions.manifest.queryOptions({
      input: { version },
      enabled,
      staleTime: Number.POSITIVE_INFINITY,
    }),
  );
}

/** Two versions side by side; what was shown stays while the next pair is compared. */
export function useSideBySide(pair: { from: string; to: string }) {
  return useQuery(
    engine.versions.compare.queryOptions({ input: pair, placeholderData: keepPreviousData }),
  );
}

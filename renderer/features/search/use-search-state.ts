import { navigate, useRoute } from '#renderer/app/navigate.ts';
import { readSearch, type SearchState, writeSearch } from './search-params.ts';
import { useTyped } from './use-typed.ts';

export interface SearchControls {
  state: SearchState;
  /** Typing: kept out of the browser's history. */
  type(text: string): void;
  /** A choice; `replace` where it goes on with the one before. */
  change(change: Partial<SearchState>, how?: { replace?: boolean }): void;
}

/** What is searched for, as the address says it, and how to change it. */
export function useSearchState(): SearchControls {
  const { params } = useRoute();
  const kept = readSearch(params);
  const go = (next: SearchState, replace: boolean) =>
    navigate('search', writeSearch(next), { replace });
  const [text, type] = useTyped(kept.text, (typed) => go({ ...kept, text: typed }, true));
  const state = { ...kept, text };
  return {
    state,
    type,
    change: (change, { replace = false } = {}) => go({ ...state, ...change }, replace),
  };
}

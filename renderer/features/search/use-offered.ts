import { useState } from 'react';
import type { EntryRow } from '#core/contract/index.ts';
import { NONE_ACTIVE } from './completion.ts';
import type { SearchState } from './search-params.ts';
import type { useSearch } from './use-search.ts';

const NONE: EntryRow[] = [];

/** Entries to choose from while what is typed is no entry's id yet, and which of them the keyboard has chosen. */
export function useOffered(
  { by, text }: SearchState,
  { known, answer, completions }: ReturnType<typeof useSearch>,
) {
  const [chosen, setChosen] = useState({ text: '', index: NONE_ACTIVE });
  const entries = by === 'key' && text.trim() !== '' && !known && !answer ? completions : NONE;
  const index = chosen.text === text ? chosen.index : NONE_ACTIVE;
  return {
    entries,
    active: Math.min(index, entries.length - 1),
    setActive: (next: number) => setChosen({ text, index: next }),
  };
}

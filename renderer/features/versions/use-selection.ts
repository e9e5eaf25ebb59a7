import { useCallback, useMemo } from 'react';
import { navigate, useRoute } from '#renderer/app/navigate.ts';
import { readSelection, type Selection, selectionParams } from './selection.ts';

/** What is selected, kept in the address; `fallback` where it names nothing. */
export function useSelection(newestFirst: readonly string[], fallback: string) {
  const { params } = useRoute();
  const selection = useMemo(
    () => readSelection(params, newestFirst, fallback),
    [params, newestFirst, fallback],
  );
  // Walking through a list is no step that one goes back by.
  const select = useCallback(
    (next: Selection) => navigate('versions', selectionParams(next), { replace: true }),
    [],
  );
  return { selection, select };
}

import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { EntryRow } from '#core/contract/index.ts';
import { engine } from '#renderer/api/client.ts';
import { type SearchBy, searchRequest } from './search-request.ts';

const TYPING_PAUSE = 45;
const NEAR = 50;
const NO_ENTRIES: EntryRow[] = [];

/** Results while typing: the newest query wins, the older one is cancelled, and its results stay until then. */
export function useSearch(typed: string, by: SearchBy, enabled: boolean) {
  const [settled] = useDebouncedValue(typed, TYPING_PAUSE);
  const text = settled.trim();
  const ids = useEntryIds(text, enabled && by === 'key');
  const request = searchRequest(text, by, ids.known);
  const query = useQuery(
    engine.search.query.queryOptions({
      input: request ?? { text: '' },
      enabled: enabled && request !== null,
      placeholderData: keepPreviousData,
      staleTime: 30_000,
      gcTime: 60_000,
    }),
  );
  return {
    ...query,
    request,
    near: ids.near,
    unknownKey: ids.known === false && text === typed.trim(),
  };
}

/** Is that the id of an entry (undefined while asking), and which entries hold what is typed? */
function useEntryIds(
  text: string,
  enabled: boolean,
): { known: boolean | undefined; near: EntryRow[] } {
  const asking = enabled && text !== '';
  const { data } = useQuery(
    engine.data.entries.queryOptions({ input: { filter: text, limit: NEAR }, enabled: asking }),
  );
  if (!asking || !data) return { known: undefined, near: NO_ENTRIES };
  const listed = data.rows.some(({ key }) => key === text);
  // Where more entries hold the text than are listed, only the engine knows.
  return { known: listed || data.total > data.rows.length, near: data.rows };
}

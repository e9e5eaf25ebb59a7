import type { z } from 'zod';
import { CANONICAL } from '#core/contract/data.ts';
import type { SearchRequest, SearchResponse } from '#core/contract/search.ts';
import { firstHitOf } from '#core/train/first-hits.ts';
import type { Asked } from './search-asked.ts';
import type { Session } from './session.ts';

/**
 * Counts a search that was answered. A search of nothing is none. Only what was asked as the version's test queries were
 * (of the dictionary, by the match model, unfiltered) is compared with them.
 */
export function recordSearch(
  { recorder }: Pick<Session, 'recorder'>,
  { texts, answering: { index } }: Asked,
  { text, in: collection, mode, filters }: z.output<typeof SearchRequest>,
  { version, milliseconds, results }: Pick<SearchResponse, 'version' | 'milliseconds' | 'results'>,
): void {
  if (texts.length === 0) return;
  recorder.searched({
    ...{ version, milliseconds, text: text ?? null },
    first: firstHitOf(index, texts, results),
    compared: collection === CANONICAL && mode === 'hybrid' && filters.length === 0,
  });
}

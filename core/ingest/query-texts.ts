import type { Entry } from '#core/contract/data.ts';

/**
 * The texts to search with for a judgment: its query, or, where the query is an entry's key, that entry's
 * terms (its key where it has none).
 */
export function queryTexts(
  judgment: { query: string },
  entriesByKey: ReadonlyMap<string, Pick<Entry, 'terms'>>,
): readonly string[] {
  const terms = entriesByKey.get(judgment.query)?.terms ?? [];
  return terms.length > 0 ? terms : [judgment.query];
}

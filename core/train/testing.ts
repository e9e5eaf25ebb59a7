import type { Judgment } from '#core/contract/data.ts';
import { normaliseText } from '#core/text/normalise.ts';
import { gatherQueries, type JudgedQuery } from './judged-queries.ts';

/** A judgment as an import would bring it, for tests. */
export function judgment(
  query: string,
  key: string,
  verdict: Judgment['verdict'],
  source: Judgment['source'] = 'import',
): Judgment {
  return { id: `${query}/${key}`, query, key, verdict, source, at: '2026-11-20T10:00:00.000Z' };
}

/** The judged queries of a small dictionary, all in the train split and each its own group; for tests. */
export function judgedQueries(
  dictionary: Record<string, string[]>,
  judgments: readonly Judgment[],
): JudgedQuery[] {
  const entries = Object.entries(dictionary).map(([key, terms]) => ({ key, terms }));
  const splitOf = (normalised: string) => ({ split: 'train' as const, group: normalised });
  return gatherQueries({ entries, judgments, splitOf });
}

/** One free-text query judged right for some keys and wrong for others; for tests. */
export function judgedQuery(query: string, yes: string[], no: string[] = []): JudgedQuery {
  const normalised = normaliseText(query);
  return {
    query,
    normalised,
    texts: [query],
    self: null,
    split: 'train',
    group: normalised,
    yes,
    no,
    chosen: new Set(),
    leaked: false,
  };
}

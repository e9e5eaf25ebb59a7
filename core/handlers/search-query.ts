import type { z } from 'zod';
import type { SearchHit, SearchRequest, SearchResponse } from '#core/contract/search.ts';
import { admittedEntries } from '#core/index/lance-entries.ts';
import { type Match, matchTogether } from '#core/train/match-texts.ts';
import type { ServedVersion } from '#core/train/served-version.ts';
import type { EngineContext } from './engine-context.ts';
import type { Admitted, QueryCache } from './query-cache.ts';
import { type Asked, askedOf } from './search-asked.ts';
import { noticeOf } from './search-notice.ts';
import { recordSearch } from './search-recorded.ts';
import { unlessAborted } from './search-turns.ts';
import type { Session } from './session.ts';

export type ParsedSearch = z.output<typeof SearchRequest>;

/** A version that is open, with what is remembered of it. */
export interface Open {
  version: ServedVersion;
  cache: QueryCache;
}

/** Searches a version, and says beside each hit what somebody already said of it. Throws CANCELLED once it is aborted. */
export function search(
  engine: EngineContext,
  cacheOf: (version: ServedVersion) => QueryCache,
  request: ParsedSearch,
  signal: AbortSignal | undefined,
): Promise<SearchResponse> {
  const { clock } = engine.deps;
  const started = clock.elapsed();
  // The workspace may be closed, or another one opened, before the answer is there.
  const session = engine.session();
  return unlessAborted(signal, () =>
    session.answer(request.version, async (version) => {
      const open = { version, cache: cacheOf(version) };
      const asked = await askedOf(session, version, request);
      const answer = await answerOf(session, open, asked, request, signal);
      const milliseconds = clock.elapsed() - started;
      if (!signal?.aborted) recordSearch(session, asked, request, { ...answer, milliseconds });
      return { ...answer, milliseconds };
    }),
  );
}

async function answerOf(
  session: Session,
  { version, cache }: Open,
  asked: Asked,
  request: ParsedSearch,
  signal: AbortSignal | undefined,
): Promise<Omit<SearchResponse, 'milliseconds'>> {
  const { index } = asked.answering;
  const admitted = await admittedBy(asked, request, cache);
  const matches = await matchesOf(asked, { request, admitted, cache, signal });
  const results = await Promise.all(matches.map((match) => hitOf(session, asked.query, match)));
  const { exact, recall, withoutIndex = null } = index.scan;
  const scan = { exact, recall };
  const id = version.manifest.version;
  return {
    ...{ version: id, results, entries: index.entries, admitted: admitted.count, scan },
    notice: noticeOf({
      ...{ version: id, latest: await session.latest.latest() },
      ...{ hasModel: version.match.model !== null, collection: request.in },
      ...{ asked: asked.texts.length > 0, matches, admitted: admitted.count, scan, withoutIndex },
    }),
  };
}

/** Throws BAD_INPUT for a filter that does not fit the fields. */
async function admittedBy(
  { answering: { folder, index } }: Asked,
  { in: collection, filters }: ParsedSearch,
  cache: QueryCache,
): Promise<Admitted> {
  if (filters.length === 0) return { mask: null, count: index.entries };
  const key = JSON.stringify([collection, filters]);
  const known = cache.admitted.get(key);
  if (known) return known;
  const mask = await admittedEntries(folder, filters, index.entries);
  const made = { mask, count: mask.reduce((sum, one) => sum + one, 0) };
  cache.admitted.set(key, made);
  return made;
}

interface Matching {
  request: ParsedSearch;
  admitted: Admitted;
  cache: QueryCache;
  signal: AbortSignal | undefined;
}

/** The same question is answered once: versions do not change, and the key holds all that is asked. */
async function matchesOf(
  { texts, without, answering }: Asked,
  { request, admitted, cache, signal }: Matching,
): Promise<Match[]> {
  if (texts.length === 0) return [];
  const { in: collection, k, mode, filters } = request;
  const key = JSON.stringify([collection, k, mode, filters, without, texts]);
  const known = cache.answers.get(key);
  if (known) return known;
  const options = { k, mode, admitted: admitted.mask, signal };
  const made = await cache.inTurn(signal, () => matchTogether(answering, texts, without, options));
  cache.answers.set(key, made);
  return made;
}

/** A match with what counts of the judgments now; `query` is null where nothing is judged. */
export async function hitOf(
  session: Pick<Session, 'reader'>,
  query: string | null,
  match: Match,
): Promise<SearchHit> {
  const judgment = query === null ? null : await session.reader.ledger.judgmentOn(query, match.key);
  return { ...match, judged: judgment?.verdict ?? null, judgmentId: judgment?.id ?? null };
}

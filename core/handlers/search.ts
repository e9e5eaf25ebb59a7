import type { z } from 'zod';
import { PlumblineError } from '#core/contract/errors.ts';
import type {
  MatchHit,
  MatchResponse,
  SearchHit,
  SearchRequest,
  SearchResponse,
} from '#core/contract/search.ts';
import {
  type Match,
  matchTexts,
  matchTogether,
  type ServedVersion,
} from '#core/train/served-version.ts';
import type { EngineContext } from './engine-context.ts';
import { engineRouter } from './implementer.ts';
import type { Session } from './session.ts';

/** Terms of an entry that are searched with when it is looked for by its key. */
const MOST_TERMS = 8;

async function matchesOf(
  session: Session,
  version: ServedVersion,
  request: { text?: string | undefined; key?: string | undefined; k: number },
): Promise<Match[]> {
  if (request.key !== undefined) return matchesOfEntry(session, version, request.key, request.k);
  if (request.text === undefined || request.text.trim() === '') return [];
  for await (const matches of matchTexts(version, [request.text], request.k)) return matches;
  return [];
}

async function matchesOfEntry(
  session: Session,
  version: ServedVersion,
  key: string,
  k: number,
): Promise<Match[]> {
  const { entryByKey } = await session.data();
  const entry = entryByKey.get(key);
  if (entry === undefined) {
    throw new PlumblineError('NOT_FOUND', `There is no entry ${key}.`, {
      remedy: 'Look the key up on the Data screen, or search by text.',
    });
  }
  const self = version.index.entryNumber.get(key) ?? null;
  return matchTogether(version, entry.terms.slice(0, MOST_TERMS), self, k);
}

async function hitOf(
  session: Session,
  query: string | undefined,
  match: Match,
): Promise<SearchHit> {
  const judgment =
    query === undefined ? null : await session.reader.ledger.judgmentOn(query, match.key);
  return { ...match, judged: judgment?.verdict ?? null, judgmentId: judgment?.id ?? null };
}

function noticeOf(
  version: ServedVersion,
  latest: string | null,
  hits: number,
  text: string,
): string | null {
  const id = version.manifest.version;
  if (version.match.model === null) {
    return `${id} has no match model yet: results are ordered by fused ranks, without a probability.`;
  }
  if (latest === null)
    return `Nothing is promoted yet: these results are from ${id}, the newest version.`;
  if (id !== latest) return `These results are from ${id}; the promoted version is ${latest}.`;
  if (hits === 0 && text.trim() !== '')
    return 'No term shares a word or a run of letters with this text.';
  return null;
}

async function search(
  engine: EngineContext,
  input: z.output<typeof SearchRequest>,
): Promise<SearchResponse> {
  const started = engine.deps.clock.elapsed();
  const session = engine.session();
  return session.answer(input.version, async (version) => {
    const matches = await matchesOf(session, version, input);
    // A judgment on a key is about the entry that has it, as in training.
    const query = input.text ?? input.key;
    const results = await Promise.all(matches.map((match) => hitOf(session, query, match)));
    const latest = await session.latest.latest();
    return {
      version: version.manifest.version,
      results,
      entries: version.names.length,
      milliseconds: engine.deps.clock.elapsed() - started,
      notice: noticeOf(version, latest, results.length, query ?? ''),
    };
  });
}

export const searchHandlers = (engine: EngineContext) => ({
  query: engineRouter.search.query.handler(({ input }) => search(engine, input)),
});

export const matchHandlers = (engine: EngineContext) => ({
  rows: engineRouter.match.rows.handler(({ input, signal }) =>
    engine.session().answer(input.version, async (version): Promise<MatchResponse> => {
      const rows: MatchHit[][] = [];
      for await (const matches of matchTexts(version, input.texts, input.k)) {
        signal?.throwIfAborted();
        await engine.deps.quietContext.breathe();
        const blank = (input.texts[rows.length] ?? '').trim() === '';
        rows.push(blank ? [] : matches.map(matchHit));
      }
      return { version: version.manifest.version, rows };
    }),
  ),
});

function matchHit({ key, name, term, probability, band, semantic, lexical }: Match) {
  return { key, name, term, probability, band, semantic, lexical };
}

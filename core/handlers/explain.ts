import type { z } from 'zod';
import { PlumblineError } from '#core/contract/errors.ts';
import type { ExplainRequest, Explanation } from '#core/contract/search.ts';
import { explainMatch } from '#core/train/explain-match.ts';
import type { ServedVersion } from '#core/train/served-version.ts';
import type { EngineContext } from './engine-context.ts';
import { askOthers, firstAndRank, summaryOf } from './explain-others.ts';
import type { QueryCache } from './query-cache.ts';
import { type Asked, askedOf } from './search-asked.ts';
import { hitOf, type Open } from './search-query.ts';
import { unlessAborted } from './search-turns.ts';

type Parsed = z.output<typeof ExplainRequest>;

/**
 * Why an entry was found, or would not be. Throws NOT_FOUND, BAD_INPUT where there is nothing to compare, and CANCELLED
 * once it is aborted.
 */
export function explain(
  engine: EngineContext,
  cacheOf: (version: ServedVersion) => QueryCache,
  request: Parsed,
  signal: AbortSignal | undefined,
): Promise<Explanation> {
  return unlessAborted(signal, () =>
    engine
      .session()
      .answer(request.version, (version) =>
        explanationOf(engine, { version, cache: cacheOf(version) }, request, signal),
      ),
  );
}

async function explanationOf(
  engine: EngineContext,
  { version, cache }: Open,
  request: Parsed,
  signal: AbortSignal | undefined,
): Promise<Explanation> {
  const session = engine.session();
  const asked = await askedOf(session, version, request);
  const entry = entryOf(asked, version, request);
  const explained = await cache.inTurn(signal, () =>
    explainMatch(asked.answering, asked.texts, asked.without, entry),
  );
  const { match, rank, evidence, runnerUp, margin } = explained;
  const first = firstAndRank(explained).first?.key ?? null;
  return {
    version: version.manifest.version,
    hit: await hitOf(session, asked.query, match),
    ...{ rank, evidence, runnerUp: summaryOf(runnerUp), margin },
    others: await askOthers(engine, version, { request, entry: request.entry, first }),
  };
}

/** Number of the entry to explain. */
function entryOf(
  { texts, without, answering }: Asked,
  { manifest }: ServedVersion,
  request: { entry: string; in: string },
): number {
  const entry = answering.index.entryNumber(request.entry);
  if (entry === undefined) {
    const place = `${request.in} of version ${manifest.version}`;
    throw new PlumblineError('NOT_FOUND', `There is no entry ${request.entry} in ${place}.`, {
      remedy: 'Train, so that a version has it, or explain an entry that was found.',
    });
  }
  if (texts.length > 0 && entry !== without) return entry;
  const what = entry === without ? 'An entry is not compared with itself.' : 'There is no text.';
  throw new PlumblineError('BAD_INPUT', what, { remedy: 'Search first, then explain a result.' });
}

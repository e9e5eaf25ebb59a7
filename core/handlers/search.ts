import type { MatchHit, MatchResponse } from '#core/contract/search.ts';
import { readFields } from '#core/index/lance-entries.ts';
import { type Match, matchTexts } from '#core/train/match-texts.ts';
import type { EngineContext } from './engine-context.ts';
import { entryViewer } from './entry-view.ts';
import { explain } from './explain.ts';
import { engineRouter } from './implementer.ts';
import { queryCaches } from './query-cache.ts';
import { answeringIn } from './search-asked.ts';
import { search } from './search-query.ts';
import { unlessAborted } from './search-turns.ts';

export const searchHandlers = (engine: EngineContext) => {
  const cacheOf = queryCaches();
  const viewEntry = entryViewer(engine);
  return {
    query: engineRouter.search.query.handler(({ input, signal }) =>
      search(engine, cacheOf, input, signal),
    ),
    explain: engineRouter.search.explain.handler(({ input, signal }) =>
      explain(engine, cacheOf, input, signal),
    ),
    fields: engineRouter.search.fields.handler(({ input }) =>
      engine.session().answer(input.version, async (version) => {
        const { folder } = await answeringIn(version, input.in);
        return (await readFields(folder)).columns.map(({ summary }) => summary);
      }),
    ),
    entry: engineRouter.search.entry.handler(({ input }) => viewEntry(input)),
  };
};

export const matchHandlers = (engine: EngineContext) => ({
  rows: engineRouter.match.rows.handler(({ input, signal }) =>
    unlessAborted(signal, () =>
      engine.session().answer(input.version, async (version): Promise<MatchResponse> => {
        const answering = await answeringIn(version, input.in);
        const rows: MatchHit[][] = [];
        for await (const matches of matchTexts(answering, input.texts, { k: input.k, signal })) {
          await engine.deps.quietContext.breathe();
          const blank = (input.texts[rows.length] ?? '').trim() === '';
          rows.push(blank ? [] : matches.map(matchHit));
        }
        return { version: version.manifest.version, rows };
      }),
    ),
  ),
});

function matchHit({ key, name, term, probability, band, semantic, lexical }: Match): MatchHit {
  return { key, name, term, probability, band, semantic, lexical };
}

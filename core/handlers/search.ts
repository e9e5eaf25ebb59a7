import { CANONICAL } from '#core/contract/data.ts';
import type { FirstHit } from '#core/contract/monitor.ts';
import type { MatchHit, MatchResponse } from '#core/contract/search.ts';
import { readFields } from '#core/index/lance-entries.ts';
import { firstHitOf } from '#core/train/first-hits.ts';
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
  rows: engineRouter.match.rows.handler(({ input, signal }) => {
    // The workspace may be closed, or another one opened, before the answer is there.
    const session = engine.session();
    return unlessAborted(signal, () =>
      session.answer(input.version, async (version): Promise<MatchResponse> => {
        const answering = await answeringIn(version, input.in);
        const rows: MatchHit[][] = [];
        const first: FirstHit[] = [];
        for await (const matches of matchTexts(answering, input.texts, { k: input.k, signal })) {
          await engine.deps.quietContext.breathe();
          const text = input.texts[rows.length] ?? '';
          const blank = text.trim() === '';
          rows.push(blank ? [] : matches.map(matchHit));
          if (!blank) first.push(firstHitOf(answering.index, [text], matches));
        }
        const { version: id } = version.manifest;
        session.recorder.matched(id, first, input.in === CANONICAL);
        return { version: id, rows };
      }),
    );
  }),
});

function matchHit({ key, name, term, probability, band, semantic, lexical }: Match): MatchHit {
  return { key, name, term, probability, band, semantic, lexical };
}

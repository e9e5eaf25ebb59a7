import { z } from 'zod';
import { CANONICAL, CollectionName } from './data.ts';
import { procedure } from './procedure.ts';
import {
  EntryView,
  ExplainRequest,
  Explanation,
  FieldSummary,
  SearchRequest,
  SearchResponse,
} from './search.ts';

/** The part `search` of the contract. */
export const searchProcedures = {
  query: procedure
    .route({ method: 'POST', path: '/search' })
    .input(SearchRequest)
    .output(SearchResponse),
  explain: procedure
    .route({ method: 'POST', path: '/search/explain' })
    .input(ExplainRequest)
    .output(Explanation),
  /** Fields of a collection's entries, for building filters. */
  fields: procedure
    .route({ method: 'GET', path: '/search/fields' })
    .input(z.object({ in: CollectionName.default(CANONICAL), version: z.string().optional() }))
    .output(z.array(FieldSummary)),
  entry: procedure
    .route({ method: 'GET', path: '/search/entry' })
    .input(
      z.object({
        key: z.string(),
        collection: CollectionName.default(CANONICAL),
        version: z.string().optional(),
      }),
    )
    .output(EntryView),
};

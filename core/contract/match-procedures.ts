import { z } from 'zod';
import { FileSource } from './data.ts';
import { page, procedure } from './procedure.ts';
import { MatchRequest, MatchResponse } from './search.ts';
import {
  CorrectRowRequest,
  ExportedTable,
  ExportTableRequest,
  MatchedRow,
  MatchedRowsRequest,
  MatchedTable,
  TablePreview,
} from './tables.ts';

/** The part `match` of the contract. */
export const matchProcedures = {
  /** The best k entries of each text, in the order of the texts; the same as searching them one by one. */
  rows: procedure
    .route({ method: 'POST', path: '/match' })
    .input(MatchRequest)
    .output(MatchResponse),
  /** Looks at a table; changes nothing. */
  inspect: procedure
    .route({ method: 'POST', path: '/match/inspect' })
    .input(z.object({ source: FileSource }))
    .output(TablePreview),
  /** Matched tables, newest first. */
  tables: procedure.route({ method: 'GET', path: '/match/tables' }).output(z.array(MatchedTable)),
  page: procedure
    .route({ method: 'GET', path: '/match/tables/{id}/rows' })
    .input(MatchedRowsRequest)
    .output(page(MatchedRow)),
  /** Decides a row; a decision is also a judgment in the ledger, as from a search. */
  correct: procedure
    .route({ method: 'POST', path: '/match/tables/{id}/rows/{row}' })
    .input(CorrectRowRequest)
    .output(MatchedRow),
  export: procedure
    .route({ method: 'POST', path: '/match/tables/{id}/export' })
    .input(ExportTableRequest)
    .output(ExportedTable),
  remove: procedure
    .route({ method: 'DELETE', path: '/match/tables/{id}' })
    .input(z.object({ id: z.string() }))
    .output(z.object({ id: z.string() })),
};

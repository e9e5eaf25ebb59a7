import { z } from 'zod';
import { PageRequest, Verdict } from './common.ts';
import {
  CANONICAL,
  CollectionName,
  CollectionSummary,
  EntryColumns,
  EntryRow,
  FeedbackColumns,
  FileKind,
  FilePreview,
  FileSource,
  Finding,
  Judgment,
  JudgmentRow,
  JudgmentSource,
} from './data.ts';
import { page, procedure } from './procedure.ts';

/** The part `data` of the contract. */
export const dataProcedures = {
  /** Reads a file and says what it is and what an import would bring; changes nothing. */
  inspect: procedure
    .route({ method: 'POST', path: '/data/inspect' })
    .input(
      z.object({
        source: FileSource,
        kind: FileKind.optional(),
        mapping: FeedbackColumns.optional(),
        collection: CollectionName.default(CANONICAL),
        entryColumns: EntryColumns.optional(),
      }),
    )
    .output(FilePreview),
  /** The canonical collection first. */
  collections: procedure
    .route({ method: 'GET', path: '/data/collections' })
    .output(z.array(CollectionSummary)),
  /** Removes a collection other than the canonical one; its original file is kept. */
  removeCollection: procedure
    .route({ method: 'DELETE', path: '/data/collections/{collection}' })
    .input(z.object({ collection: CollectionName }))
    .output(z.object({ collection: z.string() })),
  entries: procedure
    .route({ method: 'GET', path: '/data/entries' })
    .input(PageRequest.extend({ collection: CollectionName.default(CANONICAL) }))
    .output(page(EntryRow)),
  judgments: procedure
    .route({ method: 'GET', path: '/data/judgments' })
    .input(PageRequest)
    .output(page(JudgmentRow)),
  /** Preflight of the whole workspace. */
  findings: procedure.route({ method: 'GET', path: '/data/findings' }).output(z.array(Finding)),
  judge: procedure
    .route({ method: 'POST', path: '/data/judgments' })
    .input(
      z.object({
        query: z.string().min(1).max(100_000),
        key: z.string().min(1),
        verdict: Verdict,
        source: JudgmentSource.exclude(['import']).default('search'),
      }),
    )
    .output(Judgment),
  /** Takes one judgment back; the ledger keeps both lines. */
  undo: procedure
    .route({ method: 'POST', path: '/data/judgments/undo' })
    .input(z.object({ id: z.string() }))
    .output(Judgment),
};

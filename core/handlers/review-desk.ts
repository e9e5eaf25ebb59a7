import type { Entry } from '#core/contract/data.ts';
import type { ReviewConflict } from '#core/contract/review.ts';
import type { ServedVersion } from '#core/train/served-version.ts';
import type { ReviewRecord } from '#core/workspace/ledger-reviews.ts';
import type { EngineContext } from './engine-context.ts';
import { type AnswerBook, answerBooks } from './review-book.ts';
import { type Pool, poolKeeper } from './review-pool.ts';
import type { Session } from './session.ts';
import type { WorkspaceData } from './workspace-data.ts';

/** Everything that a review looks at, as it is now. */
export interface Desk {
  session: Session;
  data: WorkspaceData;
  pool: Pool;
  record: ReviewRecord;
  seed: number;
  bookOf(version: ServedVersion): AnswerBook;
  breathe(): Promise<void>;
}

/** Opens desks; what costs time is kept between them. */
export function desks({ deps, session }: EngineContext): () => Promise<Desk> {
  const { quietContext } = deps;
  const poolOf = poolKeeper(quietContext);
  const bookOf = answerBooks(quietContext.breathe);
  return async () => {
    const open = session();
    const data = await open.data();
    const { seed } = (await open.reader.about()).settings;
    const pool = await poolOf(open, data, seed);
    const record = await open.reader.ledger.reviews();
    return { session: open, data, pool, record, seed, bookOf, breathe: quietContext.breathe };
  };
}

/** Terms of an entry that are shown beside a query. */
const TERMS_SHOWN = 8;

/** An entry as a reviewer sees it; of one that is there no more only the key is known. */
export function reviewedEntry(
  key: string,
  { entryByKey }: Pick<WorkspaceData, 'entryByKey'>,
): ReviewConflict['entry'] {
  const entry: Entry = entryByKey.get(key) ?? { key, terms: [] };
  return {
    key,
    name: entry.terms[0] ?? key,
    terms: entry.terms.slice(0, TERMS_SHOWN),
    termCount: entry.terms.length,
    ...(entry.fields && { fields: entry.fields }),
  };
}

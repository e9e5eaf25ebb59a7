import { CANONICAL } from '#core/contract/data.ts';
import { PlumblineError } from '#core/contract/errors.ts';
import type { CorrectRowRequest, MatchedRow } from '#core/contract/tables.ts';
import {
  addDecision,
  type Decided,
  type RowDecision,
  readDecisions,
} from '#core/match-tables/decisions.ts';
import { openMatch, rowOf } from '#core/match-tables/page-rows.ts';
import { type PlacedRow, someRows } from '#core/match-tables/row-reader.ts';
import { readMatch, type StoredMatch } from '#core/match-tables/stored-match.ts';
import { textAndId } from '#core/match-tables/stored-row.ts';
import type { EngineContext } from './engine-context.ts';
import type { Session } from './session.ts';

/**
 * Decides a row, or takes a decision back. A decision about the canonical collection is a judgment too: yes for the entry
 * that was chosen, no for the best hit where none fits; it is taken back with the decision, or when another one follows.
 * Throws NOT_FOUND for a row or an entry that there is not.
 */
export async function decideRow(
  engine: EngineContext,
  { id, row, decision }: CorrectRowRequest,
): Promise<MatchedRow> {
  const session = engine.session();
  const { files, layout } = session.writer();
  const match = await readMatch(files, layout.matches, id);
  const before = (await readDecisions(files, match.folder)).get(row);
  const stored = await storedRow(session, match, row);
  const decided = 'undo' in decision ? null : await decidedAs(session, match, stored, decision);
  await takeBack(session, before);
  const judgment = decided && (await judge(session, match, stored, decided));
  if (decided !== null || before !== undefined) {
    const at = engine.deps.clock.now().toISOString();
    await addDecision(files, match.folder, { row, decision: decided, judgment, at });
  }
  return rowOf(await openMatch(files, match), stored);
}

async function storedRow(session: Session, match: StoredMatch, row: number): Promise<PlacedRow> {
  const { files } = session.writer();
  const { index } = await openMatch(files, match);
  const [stored] =
    row <= index.rows ? await someRows(files, match.folder, index.ends, [row - 1]) : [];
  if (stored) return stored;
  throw new PlumblineError('NOT_FOUND', `There is no row ${row} yet.`, {
    remedy: `Rows 1 to ${index.rows} are matched.`,
  });
}

async function decidedAs(
  session: Session,
  { request }: StoredMatch,
  { hits }: PlacedRow,
  decision: { key: string } | { none: true },
): Promise<Decided> {
  if ('none' in decision) return decision;
  const { key } = decision;
  const hit = hits.find((one) => one.key === key);
  if (hit) return { key, name: hit.name };
  const { byKey } = await (await session.data()).collection(request.collection);
  const entry = byKey.get(key);
  if (entry) return { key, name: entry.terms[0] ?? key };
  throw new PlumblineError('NOT_FOUND', `There is no entry ${key}.`, {
    remedy: 'Choose one of the row, or look another one up by a search.',
  });
}

/** A judgment that somebody has taken back elsewhere is gone already. */
async function takeBack(session: Session, before: RowDecision | undefined): Promise<void> {
  if (!before?.judgment) return;
  try {
    await session.writer().ledger.undo(before.judgment);
  } catch (error) {
    if (!(error instanceof PlumblineError) || error.code !== 'NOT_FOUND') throw error;
  }
}

/** Returns the judgment's id; null where there is nothing to judge: no text, no hit, or another collection's entry. */
async function judge(
  session: Session,
  { request, shape }: StoredMatch,
  stored: PlacedRow,
  decided: Decided,
): Promise<string | null> {
  const { text: query } = textAndId(stored, shape, stored.row + 1);
  const none = 'none' in decided;
  const key = none ? stored.hits[0]?.key : decided.key;
  if (request.collection !== CANONICAL || query.trim() === '' || key === undefined) return null;
  const verdict = none ? 'no' : 'yes';
  const { ledger } = session.writer();
  return (await ledger.judge({ query, key, verdict, source: 'search' })).id;
}

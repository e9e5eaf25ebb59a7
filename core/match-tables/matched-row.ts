import type { MatchedRow } from '#core/contract/tables.ts';
import type { RowDecision } from './decisions.ts';
import { NO_ENTRY } from './row-index.ts';
import type { PlacedRow } from './row-reader.ts';
import type { StoredMatch, TableHit } from './stored-match.ts';
import { textAndId } from './stored-row.ts';

/** The entry that stands for a row, with what was found of it; an entry that only a person knew was not found. */
export interface ChosenEntry {
  key: string;
  name: string;
  by: NonNullable<MatchedRow['chosen']>['by'];
  hit: TableHit | null;
}

/** What stands for a row: a person's word before the match's. `place` is that of the index, or NO_ENTRY. */
export function chosenEntry(
  { request, progress }: Pick<StoredMatch, 'request' | 'progress'>,
  hits: readonly TableHit[],
  place: number,
  decided: RowDecision | undefined,
): ChosenEntry | null {
  if (decided) {
    const { decision } = decided;
    if ('none' in decision) return null;
    const hit = hits.find(({ key }) => key === decision.key) ?? null;
    return { ...decision, by: 'person', hit };
  }
  const hit = place === NO_ENTRY ? undefined : hits[place];
  if (!hit) return null;
  // Until the assignment is made, each row has its best entry.
  const by = request.oneToOne && progress.done ? 'assignment' : 'best';
  return { key: hit.key, name: hit.name, by, hit };
}

/** A row as others see it. Band and probability are those of its entry. */
export function matchedRow(
  match: StoredMatch,
  stored: PlacedRow,
  place: number,
  decided: RowDecision | undefined,
): MatchedRow {
  const { hits, row } = stored;
  const chosen = chosenEntry(match, hits, place, decided);
  return {
    row: row + 1,
    ...textAndId(stored, match.shape, row + 1),
    hits,
    chosen: chosen && { key: chosen.key, name: chosen.name, by: chosen.by },
    rejected: decided !== undefined && 'none' in decided.decision,
    band: chosen?.hit?.band ?? null,
    probability: chosen?.hit?.probability ?? null,
  };
}

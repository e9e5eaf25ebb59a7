import type { CorrectRowRequest, MatchedRow } from '#core/contract/index.ts';
import { formatProbability } from '#renderer/ui/format.ts';

export type Decision = CorrectRowRequest['decision'];

/** A row as the table shows it. */
export interface RowView {
  /** Of the chosen entry; empty where there is none. */
  name: string;
  key: string;
  /** The term that matched; empty for an entry that is not among the candidates. */
  term: string;
  probability: string;
  /** In place of an entry: why there is none. */
  without: 'none of these' | 'no match' | 'taken by another row' | null;
  decided: boolean;
}

export function rowView(row: MatchedRow): RowView {
  const { chosen, probability } = row;
  return {
    name: chosen?.name ?? '',
    key: chosen?.key ?? '',
    term: row.hits.find(({ key }) => key === chosen?.key)?.term ?? '',
    probability: probability === null ? '' : formatProbability(probability),
    without: withoutWhy(row),
    decided: isDecided(row),
  };
}

function withoutWhy({ chosen, rejected, hits }: MatchedRow): RowView['without'] {
  if (chosen) return null;
  if (rejected) return 'none of these';
  // Hits and no choice: the assignment gave the row's entries to rows that fit them better.
  return hits.length > 0 ? 'taken by another row' : 'no match';
}

/** Did somebody decide the row? */
export function isDecided({ chosen, rejected }: Pick<MatchedRow, 'chosen' | 'rejected'>): boolean {
  return rejected || chosen?.by === 'person';
}

/** The decision that a key stands for, or null where it means nothing for this row. */
export function decisionOf(pressed: string, row: MatchedRow): Decision | null {
  switch (pressed.toLowerCase()) {
    case 'y':
      return acceptance(row);
    case 'u':
      return isDecided(row) ? { undo: true } : null;
    case '0':
      return row.rejected ? null : { none: true };
  }
  if (!/^[1-9]$/.test(pressed)) return null;
  const hit = row.hits[Number(pressed) - 1];
  return hit ? choiceOf(hit.key, row) : null;
}

/** Accepts the chosen entry, or the best one where none was chosen; null where somebody did already. */
function acceptance(row: MatchedRow): Decision | null {
  const key = row.chosen?.key ?? row.hits[0]?.key;
  return key === undefined ? null : choiceOf(key, row);
}

/** Chooses an entry; null where a person chose the same one before. */
export function choiceOf(key: string, { chosen }: MatchedRow): Decision | null {
  return chosen?.by === 'person' && chosen.key === key ? null : { key };
}

/** The row as it will be, for showing it before the engine has answered; what undoing brings back only the engine knows. */
export function decidedRow(row: MatchedRow, decision: Decision, name?: string): MatchedRow {
  if ('undo' in decision) return row;
  if ('none' in decision) return { ...row, chosen: null, rejected: true };
  const { key } = decision;
  const known = row.hits.find((hit) => hit.key === key)?.name ?? name ?? key;
  return { ...row, chosen: { key, name: known, by: 'person' }, rejected: false };
}

/** What was decided, for the corner of the window. */
export function decisionWords(row: MatchedRow, decision: Decision): string {
  if ('undo' in decision) return 'Decision taken back';
  if ('none' in decision) return 'None of these';
  return decidedRow(row, decision).chosen?.name ?? decision.key;
}

/** Rows that PageUp and PageDown go. */
const JUMP = 15;

/** The next row of a list for a key, or null for a key that does not move. */
export function nextRow(pressed: string, at: number, count: number): number | null {
  const last = Math.max(0, count - 1);
  switch (pressed) {
    case 'ArrowDown':
      return Math.min(last, at + 1);
    case 'ArrowUp':
      return Math.max(0, at - 1);
    case 'PageDown':
      return Math.min(last, at + JUMP);
    case 'PageUp':
      return Math.max(0, at - JUMP);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}

/** How a candidate came to stand for its row; null where it does not. */
export function chosenHow(key: string, { chosen }: MatchedRow): string | null {
  if (chosen?.key !== key) return null;
  return { best: 'best', assignment: 'assigned', person: 'your choice' }[chosen.by];
}

import type { PendingImport } from './ledger.ts';
import type { CommitLine, ImportLine } from './ledger-line.ts';

/** What a killed process left at a ledger's end. */
export interface LedgerTail {
  pending: Pick<PendingImport, 'line' | 'alone'> | null;
  /** The last line is no line of a ledger: its writing was cut off. */
  torn: boolean;
  /** The file ends with a line end, or is empty. */
  ended: boolean;
  /** The file's lines, torn and blank ones too. */
  fileLines: number;
  /** Where the pending import begins in the file, from 1. */
  pendingFileLine: number;
  /** Hash of the collection in place; null where there is none. */
  collection: string | null;
}

/** What to do about it, in this order. */
export interface LedgerRepair {
  /** Cut the file before this line, counted from 1. */
  cutBefore: number | null;
  endLine: boolean;
  commit: CommitLine | null;
}

/**
 * How to mend a ledger before the first write. A torn line goes; an import without its commit goes too,
 * unless decisions were written after it (then its rows stay and count for nothing). A collection that is
 * already in its place gets the commit that the kill prevented.
 */
export function repairOf(tail: LedgerTail): LedgerRepair {
  const { pending, torn, ended, fileLines, pendingFileLine, collection } = tail;
  const tornCut = torn ? fileLines : null;
  const commit = pending && commitOf(pending.line, collection);
  const cutBefore = pending?.alone && !commit ? pendingFileLine : tornCut;
  return { cutBefore, endLine: cutBefore === null && !ended, commit };
}

function commitOf(line: ImportLine, collection: string | null): CommitLine | null {
  if (!line.record || line.collection === undefined || line.collection !== collection) return null;
  return { type: 'commit', import: line.import, rows: 0, record: line.record };
}

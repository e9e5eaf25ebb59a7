import { listAt, type NumberLists, positionsOf } from '#core/index/number-lists.ts';
import type { TermTable } from '#core/index/term-table.ts';
import { type TextColumn, textAt, textColumn, textCount } from '#core/index/text-column.ts';
import { tieRanks } from './top-entries.ts';

/** Entries and their rows, packed. Rows that were learnt stand at the end. */
export interface TermRowArrays {
  /** [entries] */
  keys: TextColumn;
  /** [entries] */
  names: TextColumn;
  /** [rows] */
  terms: TextColumn;
  /** [rows] */
  entryOf: Uint32Array;
  /** [learnt rows] the normalised query that each was learnt from. */
  learntFrom: TextColumn;
  /** [entries] rank of each key in descending order. */
  tieRank: Uint32Array;
}

/** The same with what is found from it. */
export interface TermRows extends TermRowArrays {
  entries: number;
  rows: number;
  /** First row that was learnt; `rows` where there is none. */
  firstLearnt: number;
  /** Entry -> its rows. */
  entryRows: NumberLists;
  /** [entries] entries by key, descending. */
  byKey: Uint32Array;
}

/** Packs a table. Throws where a learnt row stands before one of the dictionary's own. */
export function packTerms(table: Omit<TermTable, 'vectors' | 'dimensions'>): TermRowArrays {
  const first = table.learntFrom.findIndex((source) => source !== null);
  const learnt = first < 0 ? [] : table.learntFrom.slice(first);
  if (learnt.includes(null)) throw new Error('Learnt terms stand behind all others.');
  return {
    keys: textColumn(table.keys),
    names: textColumn(table.names),
    terms: textColumn(table.terms),
    entryOf: table.entryOf,
    learntFrom: textColumn(learnt as string[]),
    tieRank: tieRanks(table.keys),
  };
}

/** Makes arrays ready to use. */
export function termRows(arrays: TermRowArrays): TermRows {
  const entries = textCount(arrays.keys);
  const rows = textCount(arrays.terms);
  const byKey = new Uint32Array(entries);
  arrays.tieRank.forEach((rank, entry) => {
    byKey[rank] = entry;
  });
  return {
    ...arrays,
    ...{ entries, rows, byKey },
    firstLearnt: rows - textCount(arrays.learntFrom),
    entryRows: positionsOf(arrays.entryOf, entries),
  };
}

/** Number of the entry with a key; undefined where there is none. */
export function entryNumber({ keys, byKey }: TermRows, key: string): number | undefined {
  let low = 0;
  let high = byKey.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (textAt(keys, byKey[middle] as number) > key) low = middle + 1;
    else high = middle;
  }
  const entry = byKey[low];
  return entry !== undefined && textAt(keys, entry) === key ? entry : undefined;
}

/** The normalised query that a row was learnt from; null for the dictionary's own. */
export function learntFrom({ firstLearnt, learntFrom: sources }: TermRows, row: number) {
  return row < firstLearnt ? null : textAt(sources, row - firstLearnt);
}

/** Rows of an entry, ascending. */
export const rowsOf = ({ entryRows }: TermRows, entry: number): Uint32Array =>
  listAt(entryRows, entry);

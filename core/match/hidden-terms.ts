import { distinctWords, type MatchIndex } from './match-index.ts';

/** Rows that must not count for some queries, prepared once for all of them. */
export interface HiddenTerms {
  rows: ReadonlySet<number>;
  /** Entry -> its hidden rows. */
  rowsByEntry: ReadonlyMap<number, readonly number[]>;
  /** Entry -> the words of each hidden row. */
  wordsByEntry: ReadonlyMap<number, readonly string[][]>;
}

export const NOTHING_HIDDEN: HiddenTerms = {
  rows: new Set(),
  rowsByEntry: new Map(),
  wordsByEntry: new Map(),
};

/** Hides the terms that were learnt from the queries for which `learntFrom` holds. */
export function hideLearnt(
  { table }: MatchIndex,
  learntFrom: (normalisedQuery: string) => boolean,
): HiddenTerms {
  const rows = new Set<number>();
  const rowsByEntry = new Map<number, number[]>();
  const wordsByEntry = new Map<number, string[][]>();
  table.learntFrom.forEach((source, row) => {
    if (source === null || !learntFrom(source)) return;
    rows.add(row);
    const entry = table.entryOf[row] as number;
    push(rowsByEntry, entry, row);
    push(wordsByEntry, entry, distinctWords(table.terms[row] ?? ''));
  });
  return { rows, rowsByEntry, wordsByEntry };
}

function push<Item>(lists: Map<number, Item[]>, entry: number, item: Item): void {
  const known = lists.get(entry);
  if (known) known.push(item);
  else lists.set(entry, [item]);
}

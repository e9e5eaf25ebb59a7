import type { TermTable } from '#core/index/term-table.ts';
import type { HiddenWords } from './entry-words.ts';
import { distinctWords, type MatchIndex } from './match-index.ts';

/** Rows that must not count for some queries, prepared once for all of them. */
export interface HiddenTerms {
  rows: ReadonlySet<number>;
  /** Entry with hidden rows -> [dimensions] sum of the vectors of its other rows. */
  sums: ReadonlyMap<number, Float32Array>;
  words: HiddenWords;
}

export const NOTHING_HIDDEN: HiddenTerms = {
  rows: new Set(),
  sums: new Map(),
  words: { byEntry: new Map(), count: 0 },
};

/** Hides the terms that were learnt from the queries for which `learntFrom` holds. */
export function hideLearnt(
  { table }: Pick<MatchIndex, 'table'>,
  learntFrom: (normalisedQuery: string) => boolean,
): HiddenTerms {
  const rows = new Set<number>();
  const byEntry = new Map<number, string[][]>();
  let count = 0;
  table.learntFrom.forEach((source, row) => {
    if (source === null || !learntFrom(source)) return;
    rows.add(row);
    const words = distinctWords(table.terms[row] ?? '');
    const entry = table.entryOf[row] as number;
    byEntry.set(entry, [...(byEntry.get(entry) ?? []), words]);
    count += words.length;
  });
  return { rows, sums: visibleSums(table, rows, byEntry), words: { byEntry, count } };
}

/**
 * Sums what is shown instead of taking what is hidden from the whole: the rounding left over by a difference would tell
 * an entry without any other term from one that never had a term.
 */
function visibleSums(
  { entryOf, vectors, dimensions }: TermTable,
  hidden: ReadonlySet<number>,
  entries: ReadonlyMap<number, unknown>,
): Map<number, Float32Array> {
  const sums = new Map(
    Array.from(entries.keys(), (entry) => [entry, new Float32Array(dimensions)]),
  );
  entryOf.forEach((entry, row) => {
    const sum = hidden.has(row) ? undefined : sums.get(entry);
    if (sum === undefined) return;
    const start = row * dimensions;
    for (let c = 0; c < dimensions; c += 1) {
      sum[c] = (sum[c] as number) + (vectors[start + c] as number);
    }
  });
  return sums;
}

import type { Entry } from '#core/contract/data.ts';
import type { TermTable } from '#core/index/term-table.ts';
import { normaliseText } from '#core/text/normalise.ts';
import type { JudgedQuery } from './judged-queries.ts';

/** The rows of a term table before they are embedded. */
export type TermRows = Pick<TermTable, 'keys' | 'names' | 'terms' | 'entryOf' | 'learntFrom'>;

/** The texts of each entry: its terms, or all of them in one text. An entry without terms has none. */
export function entryTexts(entry: Entry, terms: 'each' | 'joined'): string[] {
  const own = entry.terms.filter((term) => term.trim() !== '');
  return terms === 'joined' && own.length > 0 ? [own.join(', ')] : own;
}

/** One row for each text of each entry, then one for each query that was confirmed for an entry in `learnFrom`. */
export function termRows(
  entries: readonly Entry[],
  terms: 'each' | 'joined',
  learnFrom: readonly JudgedQuery[],
): TermRows {
  const rows: { term: string; entry: number; source: string | null }[] = [];
  const known = entries.map(() => new Set<string>());
  const add = (term: string, entry: number, source: string | null) => {
    const normalised = normaliseText(term);
    if (normalised === '' || known[entry]?.has(normalised)) return;
    known[entry]?.add(normalised);
    rows.push({ term, entry, source });
  };
  entries.forEach((entry, number) => {
    for (const text of entryTexts(entry, terms)) add(text, number, null);
  });
  const numbers = new Map(entries.map(({ key }, number) => [key, number]));
  for (const { query, normalised, yes, self, foreign } of learnFrom) {
    // The key of another entry is no text that names this one.
    if (self !== null || foreign) continue;
    for (const entry of yes.map((key) => numbers.get(key))) {
      if (entry !== undefined) add(query, entry, normalised);
    }
  }
  return {
    keys: entries.map(({ key }) => key),
    names: entries.map(({ key, terms }) => terms[0] ?? key),
    terms: rows.map(({ term }) => term),
    entryOf: Uint32Array.from(rows, ({ entry }) => entry),
    learntFrom: rows.map(({ source }) => source),
  };
}

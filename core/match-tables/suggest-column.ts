import { NAME_ALIASES } from '#core/ingest/column-names.ts';

/** Below this a column is no list of names. */
const LEAST_SCORE = 0.2;
/** What a column gains that is called "name" or "title". */
const WELL_CALLED = 0.5;
/** A longer text is a description. */
const LONG = 80;

/** The column that looks most like names: many distinct, rather short texts of letters; null where none does. */
export function suggestColumn(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): string | null {
  const scored = columns.map((name, place) => {
    const cells = rows.map((row) => row[place] ?? '').filter((cell) => cell.trim() !== '');
    const score = scoreOf(cells, rows.length);
    return { name, score: score > 0 && isNameOf(name) ? score + WELL_CALLED : score };
  });
  const best = scored.toSorted((a, b) => b.score - a.score)[0];
  return best && best.score >= LEAST_SCORE ? best.name : null;
}

function isNameOf(column: string): boolean {
  const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  return NAME_ALIASES.some((alias) => plain(alias) === plain(column));
}

/** Share of rows that have a text × of different ones × of letters, less where texts are long or lack blanks throughout. */
function scoreOf(cells: readonly string[], rows: number): number {
  if (cells.length === 0) return 0;
  const filled = cells.length / rows;
  const distinct = new Set(cells).size / cells.length;
  const letters = meanOf(cells, (cell) => countOf(cell, /\p{L}/gu) / countOf(cell, /\S/gu));
  const brief = meanOf(cells, (cell) => Math.min(1, LONG / cell.length));
  const spaced = cells.some((cell) => /\p{L}\s+\p{L}/u.test(cell)) ? 1 : 0.6;
  return filled * distinct * letters * brief * spaced;
}

const countOf = (text: string, what: RegExp) => text.slice(0, 500).match(what)?.length ?? 0;

function meanOf(cells: readonly string[], measure: (cell: string) => number): number {
  return cells.reduce((sum, cell) => sum + (measure(cell) || 0), 0) / cells.length;
}

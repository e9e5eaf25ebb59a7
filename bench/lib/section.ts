import { markdownTable } from './table.ts';

/** A row with a bound: its cells, and whether the bound holds. */
export interface Row {
  cells: string[];
  holds: boolean | null;
}

/** Prints a table with a last column that says whether each bound holds; returns whether all do. */
export function printTable(
  title: string,
  header: readonly string[],
  rows: readonly Row[],
): boolean {
  const shown = rows.map(({ cells, holds }) => [
    ...cells,
    holds === null ? '' : holds ? 'yes' : 'NO',
  ]);
  console.log(`\n### ${title}\n`);
  console.log(markdownTable([...header, 'holds'], shown));
  return rows.every(({ holds }) => holds !== false);
}

/** A whole number with thin groups: "12,345". */
export const whole = (value: number): string => Math.round(value).toLocaleString('en-US');

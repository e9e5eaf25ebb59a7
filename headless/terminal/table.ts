import { displayWidth, pad, printable, truncate } from './width.ts';

export interface Column {
  title: string;
  align?: 'left' | 'right';
  /** Longer cells are cut. */
  max?: number;
}

/**
 * Aligned lines, two spaces between columns, no trailing spaces; the first line holds the titles
 * unless every title is empty. Control characters in cells are made visible.
 */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const cells = rows.map((row) => columns.map((column, index) => cell(row[index], column)));
  const titles = columns.map((column) => column.title);
  const all = titles.some((title) => title !== '') ? [titles, ...cells] : cells;
  const widths = columns.map((_, index) =>
    Math.max(0, ...all.map((row) => displayWidth(row[index] ?? ''))),
  );
  return all.map((row) => line(row, columns, widths));
}

function cell(text: string | undefined, column: Column): string {
  return truncate(printable(text ?? ''), column.max ?? 80);
}

function line(row: readonly string[], columns: readonly Column[], widths: readonly number[]) {
  const padded = columns.map((column, index) =>
    pad(row[index] ?? '', widths[index] ?? 0, column.align ?? 'left'),
  );
  return padded.join('  ').trimEnd();
}

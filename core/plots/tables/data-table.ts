import Papa from 'papaparse';
import type { Interval } from '#core/contract/common.ts';
import {
  formatCount,
  formatDifference,
  formatMeasured,
  formatMetric,
  formatPValue,
} from '../format.ts';

type Cell = string | number | boolean | null | Interval;

export interface Column {
  /** In files: lower case, no blanks. */
  name: string;
  /** On a screen. */
  title: string;
  /** How a screen writes it; an interval takes three columns of a CSV file. */
  kind:
    | 'text'
    | 'count'
    | 'metric'
    | 'difference'
    | 'interval'
    | 'difference-interval'
    | 'p'
    | 'flag';
}

/** The numbers behind a figure, in full precision. */
export interface DataTable {
  columns: readonly Column[];
  rows: readonly (readonly Cell[])[];
}

/** A table whose columns say how they are read from a datum. */
export function tableOf<Datum>(
  data: readonly Datum[],
  columns: readonly (Column & { of(datum: Datum): Cell })[],
): DataTable {
  return {
    columns: columns.map(({ name, title, kind }) => ({ name, title, kind })),
    rows: data.map((datum) => columns.map((column) => column.of(datum))),
  };
}

/** Comma-separated (RFC 4180) with a header; an interval's bounds stand beside it as `_lower` and `_upper`. */
export function toCsv({ columns, rows }: DataTable): string {
  const header = columns.flatMap(({ name, kind }) =>
    isIntervalKind(kind) ? [name, `${name}_lower`, `${name}_upper`] : [name],
  );
  const lines = rows.map((row) =>
    columns.flatMap(({ kind }, place) => csvCells(row[place] ?? null, kind)),
  );
  return `${Papa.unparse([header, ...lines], { newline: '\n' })}\n`;
}

/** A list of objects, one for each row; an interval is an object of value, lower and upper. */
export function toJson({ columns, rows }: DataTable): string {
  const objects = rows.map((row) =>
    Object.fromEntries(columns.map(({ name }, place) => [name, row[place] ?? null])),
  );
  return `${JSON.stringify(objects, null, 2)}\n`;
}

/** What a screen shows: header and cells as text, numbers with three digits. */
export function toScreen({ columns, rows }: DataTable): { header: string[]; rows: string[][] } {
  return {
    header: columns.map(({ title }) => title),
    rows: rows.map((row) => columns.map(({ kind }, place) => shown(row[place] ?? null, kind))),
  };
}

const isIntervalKind = (kind: Column['kind']): boolean =>
  kind === 'interval' || kind === 'difference-interval';

function csvCells(cell: Cell, kind: Column['kind']): (string | number | boolean | null)[] {
  if (typeof cell === 'object') {
    if (cell !== null) return [cell.value, cell.lower, cell.upper];
    return isIntervalKind(kind) ? [null, null, null] : [null];
  }
  return [cell];
}

const NUMBERS = {
  count: formatCount,
  metric: formatMetric,
  difference: formatDifference,
  p: formatPValue,
};

function shown(cell: Cell, kind: Column['kind']): string {
  if (cell === null) return '–';
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'object') return shownInterval(cell, kind);
  return kind in NUMBERS ? NUMBERS[kind as keyof typeof NUMBERS](cell) : `${cell}`;
}

function shownInterval(interval: Interval, kind: Column['kind']): string {
  if (kind !== 'difference-interval') return formatMeasured(interval);
  const { value, lower, upper } = interval;
  return `${formatDifference(value)} (${formatDifference(lower)} to ${formatDifference(upper)})`;
}

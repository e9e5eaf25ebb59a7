import type { ColumnType } from '#core/ingest/table-stream-types.ts';
import type { ParquetValue } from '#core/interop/parquet-table.ts';
import { type ExportRow, explanationOf, flatValues } from './export-rows.ts';
import type { StoredShape } from './stored-match.ts';
import { cellsOf } from './stored-row.ts';

/** How the added columns of a row are made. */
export interface Added {
  /** Their names, see `addedColumns`. */
  names: readonly string[];
  k: number;
  explanations: boolean;
}

/** Digits of a probability in a table of texts. */
const DIGITS = 6;

/** All values of a row as texts. */
export function textValues(row: ExportRow, shape: StoredShape, added: Added): (string | null)[] {
  const own = cellsOf(row, shape.columns);
  const values = flatValues(row, added.k).map((value) =>
    typeof value === 'number' ? String(Number(value.toFixed(DIGITS))) : value,
  );
  if (!added.explanations) return [...own, ...values];
  const why = explanationOf(row);
  return [...own, ...values, why && JSON.stringify(why)];
}

/** All values of a row with their types, as `parquetTable` takes them. */
export function typedValues(row: ExportRow, shape: StoredShape, added: Added): ParquetValue[] {
  const own = cellsOf(row, shape.columns).map((cell, place) =>
    typedValue(cell, shape.types?.[place] ?? 'text'),
  );
  const values = flatValues(row, added.k);
  return added.explanations ? [...own, ...values, explanationOf(row)] : [...own, ...values];
}

/** What a cell was before it became a text; null where it is nothing of that type. */
function typedValue(cell: string | null, type: ColumnType): ParquetValue {
  if (cell === null) return null;
  switch (type) {
    case 'text':
      return cell;
    case 'integer':
      return BigInt(cell);
    case 'number':
      return Number(cell);
    case 'boolean':
      return cell === 'true';
    case 'timestamp':
    case 'date': {
      const time = new Date(cell);
      return Number.isNaN(time.getTime()) ? null : time;
    }
    case 'json':
      return JSON.parse(cell) as object | null;
  }
}

/** A row as one line of JSON: its own members — of JSON Lines byte for byte — and the added ones. */
export function jsonLine(row: ExportRow, shape: StoredShape, added: Added): string {
  const [, , , , , , ...further] = added.names;
  const chosen = flatValues(row, 1).map((value, n) => [added.names[n] ?? '', value] as const);
  const candidates = row.hits.map(({ key, name, term, probability, band }) => ({
    ...{ key, name, term, probability, band },
  }));
  const nested = [candidates, ...(added.explanations ? [explanationOf(row)] : [])];
  const members = [...chosen, ...further.map((name, n) => [name, nested[n]] as const)];
  return `${withMembers(ownJson(row, shape), JSON.stringify(Object.fromEntries(members)))}\n`;
}

function ownJson({ source }: ExportRow, { columns, types }: StoredShape): string {
  if (typeof source === 'string') return source;
  const members = columns.map(
    (name, place) => [name, jsonValue(source[place] ?? null, types?.[place] ?? 'text')] as const,
  );
  return JSON.stringify(Object.fromEntries(members));
}

function jsonValue(cell: string | null, type: ColumnType): unknown {
  if (cell === null) return null;
  if (type === 'boolean') return cell === 'true';
  if (type === 'json') return JSON.parse(cell);
  if (type !== 'integer' && type !== 'number') return cell;
  const number = Number(cell);
  const exact = type === 'number' ? Number.isFinite(number) : Number.isSafeInteger(number);
  return exact ? number : cell;
}

/** Joins two objects in JSON, neither of which is read again: what stands in them stays as it is written. */
function withMembers(own: string, added: string): string {
  const start = own.trimEnd().slice(0, -1).trimEnd();
  return `${start}${start.endsWith('{') ? '' : ','}${added.slice(1)}`;
}

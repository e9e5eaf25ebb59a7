import { type SchemaElement, toJson } from 'hyparquet';
import type { ColumnType } from './table-stream-types.ts';

/** What the columns of a Parquet file hold; what is nested is JSON. */
export function columnTypes(elements: readonly SchemaElement[]): ColumnType[] {
  return elements.map((element) => {
    if (isNested(element)) return 'json';
    return BY_CONVERTED[element.converted_type ?? ''] ?? byLogical(element) ?? byPhysical(element);
  });
}

const isNested = ({ num_children = 0, repetition_type }: SchemaElement) =>
  num_children > 0 || repetition_type === 'REPEATED';

const BY_CONVERTED: Readonly<Record<string, ColumnType>> = {
  UTF8: 'text',
  JSON: 'json',
  DATE: 'date',
  TIMESTAMP_MILLIS: 'timestamp',
  TIMESTAMP_MICROS: 'timestamp',
  DECIMAL: 'number',
  // Beyond what a signed integer of the format holds.
  UINT_64: 'text',
};

function byLogical({ logical_type: logical }: SchemaElement): ColumnType | undefined {
  switch (logical?.type) {
    case 'TIMESTAMP':
      return 'timestamp';
    case 'DATE':
      return 'date';
    case 'DECIMAL':
    case 'FLOAT16':
      return 'number';
    case 'JSON':
    case 'GEOMETRY':
    case 'GEOGRAPHY':
    case 'VARIANT':
      return 'json';
    case 'INTEGER':
      return logical.bitWidth === 64 && !logical.isSigned ? 'text' : 'integer';
    default:
      return undefined;
  }
}

function byPhysical({ type }: SchemaElement): ColumnType {
  switch (type) {
    case 'BOOLEAN':
      return 'boolean';
    case 'INT32':
    case 'INT64':
      return 'integer';
    case 'INT96':
      return 'timestamp';
    case 'FLOAT':
    case 'DOUBLE':
      return 'number';
    default:
      return 'text';
  }
}

/** A value as the text that stands for it: times as ISO 8601 to the millisecond, bytes in hex, what is nested as JSON. */
export function cellOf(value: unknown, type: ColumnType): string | null {
  if (value === null || value === undefined) return null;
  if (type === 'json') return JSON.stringify(toJson(value));
  if (typeof value === 'string') return value;
  if (value instanceof Date) return timeOf(value, type);
  if (value instanceof Uint8Array) return hexOf(value);
  return typeof value === 'object' ? JSON.stringify(toJson(value)) : String(value);
}

function timeOf(time: Date, type: ColumnType): string {
  // Times beyond the calendar are no dates, but no reason to fail either.
  if (Number.isNaN(time.getTime())) return String(time);
  return type === 'date' ? time.toISOString().slice(0, 10) : time.toISOString();
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

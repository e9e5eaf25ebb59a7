import type { JobContext } from '#core/platform/job-context.ts';
import type { FaultList } from './faults.ts';

/** The chosen values of one row; null where it has none. */
export interface StreamedRow {
  /** The physical line on which it begins, from 1; in a file without lines its number. */
  line: number;
  values: (string | null)[];
}

/** A row with everything that the file says in it: its cells, or of JSON Lines the line itself. */
export interface StreamedRecord extends StreamedRow {
  source: (string | null)[] | string;
}

/** What the values of a column are; everything is read as text and can be turned back. */
export type ColumnType = 'text' | 'integer' | 'number' | 'boolean' | 'timestamp' | 'date' | 'json';

/** How a CSV file is written. */
export interface CsvDialect {
  delimiter: string;
  lineEnd: '\n' | '\r\n' | '\r';
  /** It begins with a byte order mark, or is UTF-16, whose readers look for one. */
  mark: boolean;
}

/** A table whose rows are read as they are asked for. */
export interface StreamedTable {
  /** Of JSON Lines those seen so far: they grow while records are read. */
  readonly columns: readonly string[];
  /** "CSV, comma" */
  format: string;
  encoding: string;
  /** Of a CSV file. */
  dialect?: CsvDialect;
  /** [columns] where the format has types. */
  types?: readonly ColumnType[];
  /** How many rows there are, where the file says so. */
  rowCount?: number;
  /** All rows from the first on, at each call, in batches; what is wrong with one becomes a fault. */
  rows(
    chosen: readonly string[],
    faults: FaultList,
    ctx?: JobContext,
  ): AsyncGenerator<StreamedRow[]>;
  /** Likewise, with everything that is in a row. `chosen` are places among the columns. */
  records(
    chosen: readonly number[],
    faults: FaultList,
    ctx?: JobContext,
  ): AsyncGenerator<StreamedRecord[]>;
}

export interface OpenOptions {
  /** Let two columns have one name; they are told apart by their place. */
  sameNames?: boolean;
}

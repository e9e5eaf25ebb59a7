import type { JobContext } from '#core/platform/job-context.ts';
import type { FaultList } from './faults.ts';

/** The chosen values of one row; null where it has none. */
export interface StreamedRow {
  /** The physical line on which it begins, from 1; in a file without lines its number. */
  line: number;
  values: (string | null)[];
}

/** A table whose rows are read as they are asked for. */
export interface StreamedTable {
  columns: readonly string[];
  /** "CSV, comma" */
  format: string;
  encoding: string;
  /** All rows from the first on, at each call, in batches; what is wrong with one becomes a fault. */
  rows(
    chosen: readonly string[],
    faults: FaultList,
    ctx?: JobContext,
  ): AsyncGenerator<StreamedRow[]>;
}

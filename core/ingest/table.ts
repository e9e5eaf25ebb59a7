import type { JobContext } from '#core/platform/job-context.ts';
import { rowBatches, type TableRow } from './csv-rows.ts';
import { DELIMITER_NAMES, type Delimiter, detectDelimiter } from './delimiter.ts';
import { badInput, type Fault, type FaultList, faultList } from './faults.ts';
import { countIn, lineEndOf } from './lines.ts';
import { counted, quoted } from './words.ts';

/** A table whose header has been read and whose rows are still to come. */
export interface Table {
  header: string[];
  headerLine: number;
  delimiter: Delimiter;
  /** "CSV, comma" */
  format: string;
  /**
   * The rows, each with as many cells as the header; ragged ones become faults. Lets other work run
   * between batches and reports `rows`. Can be walked once.
   */
  batches(ctx?: JobContext): AsyncGenerator<TableRow[]>;
}

/** Reads the header. Throws BAD_INPUT where two columns have the same name or there is none. */
export function openTable(file: { name: string; text: string }, faults: FaultList): Table {
  const newline = lineEndOf(file.text);
  const delimiter = detectDelimiter(file.text, newline);
  const batches = rowBatches(file.text, delimiter, faults);
  const first = batches.next().value ?? [];
  const [head] = first;
  faults.throwIfAny();
  if (!head) throw badInput(file.name, NO_HEADER);
  const header = columnNames(head.cells);
  refuseDuplicates(file.name, header, head.line);
  const total = countIn(file.text, newline);
  return {
    header,
    headerLine: head.line,
    delimiter,
    format: `CSV, ${DELIMITER_NAMES[delimiter]}`,
    async *batches(ctx) {
      yield evenRows(first.slice(1), header.length, delimiter, faults);
      for (const batch of batches) {
        await ctx?.breathe();
        yield evenRows(batch, header.length, delimiter, faults);
        ctx?.progress(Math.min(batch.at(-1)?.line ?? 0, total), total, 'rows');
      }
    },
  };
}

/** A whole table in memory. Throws BAD_INPUT with the lines of all its faults (at most 20). */
export async function readTable(
  file: { name: string; text: string },
  ctx?: JobContext,
): Promise<{ header: string[]; delimiter: Delimiter; rows: TableRow[] }> {
  const faults = faultList(file.name);
  const { header, delimiter, batches } = openTable(file, faults);
  const rows: TableRow[] = [];
  for await (const batch of batches(ctx)) for (const row of batch) rows.push(row);
  faults.throwIfAny();
  return { header, delimiter, rows };
}

export const NO_HEADER: Fault = {
  line: 1,
  text: 'The file has no header row.',
  remedy: 'Put the names of the columns on the first line.',
};

/** Trimmed; a column without a name is called by its place. */
export function columnNames(cells: readonly string[]): string[] {
  return cells.map((cell, index) => cell.trim() || `(column ${index + 1})`);
}

/** Throws BAD_INPUT where two columns have one name. */
export function refuseDuplicates(file: string, header: readonly string[], line: number): void {
  const twice = header.find((name, index) => header.indexOf(name) !== index);
  if (twice === undefined) return;
  throw badInput(file, {
    line,
    text: `The header names the column ${quoted(twice)} twice.`,
    remedy: 'Give each column a name of its own.',
  });
}

/** The rows that are as wide as the header; the others become faults. */
export function evenRows(
  rows: TableRow[],
  width: number,
  delimiter: Delimiter,
  faults: FaultList,
): TableRow[] {
  if (rows.every(({ cells }) => cells.length === width)) return rows;
  return rows.filter((row) => {
    if (row.cells.length !== width) faults.add(ragged(row, width, delimiter));
    return row.cells.length === width;
  });
}

function ragged({ line, cells }: TableRow, width: number, delimiter: Delimiter): Fault {
  return {
    line,
    text: `This row has ${counted(cells.length, 'field')}, the header has ${width}.`,
    remedy:
      cells.length > width
        ? `Put double quotes around a value that contains a ${DELIMITER_NAMES[delimiter]}, or remove the extra field.`
        : `Add what is missing; an empty field still needs its ${DELIMITER_NAMES[delimiter]}.`,
  };
}

import type Papa from 'papaparse';
import { csvParser, type Delimiter } from './delimiter.ts';
import type { Fault, FaultList } from './faults.ts';
import { countIn, lineEndOf } from './lines.ts';

/** One row of a table and the physical line (from 1) on which it begins. */
export interface TableRow {
  line: number;
  cells: string[];
}

const CHUNK_CHARACTERS = 2 ** 19;

/**
 * The rows of a CSV text in batches of about half a megabyte, blank rows left out. At a quote that is
 * never closed, or closed in the middle of a value, one fault is added and reading ends: what follows
 * such a quote can be read in more than one way.
 */
export function* rowBatches(
  text: string,
  delimiter: Delimiter,
  faults: FaultList,
): Generator<TableRow[]> {
  const newline = lineEndOf(text);
  const parser = csvParser(delimiter, newline);
  // Cut off here, because the parser wants nothing between a closing quote and the end.
  const end = newline === '\n' && text.endsWith('\r') ? text.length - 1 : text.length;
  let line = 1;
  for (let at = 0, size = CHUNK_CHARACTERS; at < end && !faults.full; ) {
    const last = at + size >= end;
    const chunk = text.slice(at, Math.min(at + size, end));
    const { rows, next, used, fault } = parseRows(parser, chunk, { line, newline, last });
    yield rows;
    if (fault) faults.add(fault);
    if (fault || last) return;
    line = next;
    at += used;
    // A row that is longer than the chunk needs a longer chunk.
    size = used === 0 ? 2 * size : CHUNK_CHARACTERS;
  }
}

/** What one chunk of a text holds. */
export interface ParsedRows {
  rows: TableRow[];
  /** The line on which the row begins that follows them. */
  next: number;
  /** Characters of the rows; what follows was cut off by the chunk's end. */
  used: number;
  /** A broken quote after those rows. */
  fault: Fault | undefined;
}

/**
 * Parses a chunk that begins with a row, on `line`; the `last` one of a text ends with one too. Rows without a single
 * text are left out, unless `keepBlank`; what follows the last line end is no row.
 */
export function parseRows(
  parser: Papa.Parser,
  chunk: string,
  options: { line: number; newline: '\n' | '\r'; last: boolean; keepBlank?: boolean },
): ParsedRows {
  const { line, newline, last, keepBlank = false } = options;
  const parsed: Papa.ParseResult<string[]> = parser.parse(chunk, 0, !last);
  const broken = quoteFault(parsed, last);
  if (keepBlank && last && !broken && chunk.endsWith(newline)) parsed.data.pop();
  const { rows, next } = numbered(parsed.data.slice(0, broken?.row), line, newline, keepBlank);
  const fault = broken && brokenQuote(line + countIn(chunk, newline, broken.index ?? 0));
  return { rows, next, used: parsed.meta.cursor, fault };
}

/** The first fault in a row that is complete; a row cut off by the chunk's end is read again. */
function quoteFault(
  parsed: Papa.ParseResult<string[]>,
  last: boolean,
): Papa.ParseError | undefined {
  return parsed.errors.find((error) => last || (error.row ?? 0) < parsed.data.length);
}

export function brokenQuote(line: number): Fault {
  return {
    line,
    text: 'A quote opens on this line and is not closed properly.',
    remedy:
      'Close it before the next delimiter, and write a quote inside a quoted value twice ("").',
  };
}

function numbered(
  data: readonly string[][],
  firstLine: number,
  newline: '\n' | '\r',
  keepBlank: boolean,
) {
  const rows: TableRow[] = [];
  let line = firstLine;
  for (const cells of data) {
    if (newline === '\n') dropCarriageReturn(cells);
    if (keepBlank || cells.some((cell) => cell.trim() !== '')) rows.push({ line, cells });
    line += 1;
    for (const cell of cells) line += countIn(cell, newline);
  }
  return { rows, next: line };
}

/** Rows are split at `\n`, so that files with mixed line ends can be read; the rest of `\r\n` goes here. */
function dropCarriageReturn(cells: string[]): void {
  const last = cells.at(-1);
  if (last?.endsWith('\r')) cells[cells.length - 1] = last.slice(0, -1);
}

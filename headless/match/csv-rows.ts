import Papa from 'papaparse';
import { PlumblineError } from '#core/contract/errors.ts';

/** How a table is written: what stands between cells and between rows. */
export interface Dialect {
  delimiter: string;
  /** `\n` also reads `\r\n`. */
  newline: '\n' | '\r';
  /** What to write between rows, as the input has it. */
  lineEnd: '\n' | '\r\n' | '\r';
}

/** One row with the line, counted from 1, on which it begins. */
export interface CsvRow {
  line: number;
  cells: string[];
}

/** A cell larger than this is an unclosed quote that has swallowed the rest of the file. */
const LARGEST_ROW = 4_000_000;

/** Guesses delimiter and line ends from the beginning of a table. */
export function guessDialect(head: string): Dialect {
  const guess = Papa.parse(head, {
    preview: 50,
    skipEmptyLines: true,
    delimitersToGuess: [',', '\t', ';', '|'],
  });
  const found = guess.errors.every((error) => error.code !== 'UndetectableDelimiter');
  const first = /\r\n|\n|\r/.exec(head)?.[0];
  const lineEnd = first === '\r\n' || first === '\r' ? first : '\n';
  return {
    delimiter: found ? guess.meta.delimiter : ',',
    newline: lineEnd === '\r' && !head.includes('\n') ? '\r' : '\n',
    lineEnd,
  };
}

/**
 * The rows of a table from pieces of its text, header first, in constant memory. Empty lines are
 * left out of tables with more than one column.
 * Throws BAD_INPUT with file and line for unbalanced quotes, NUL bytes, and rows that are longer or
 * shorter than the first.
 */
export async function* csvRows(
  pieces: AsyncIterable<string>,
  file: string,
  dialectOf: (head: string) => Dialect = guessDialect,
): AsyncGenerator<CsvRow> {
  let rest = '';
  let line = 1;
  let width: number | undefined;
  let dialect: Dialect | undefined;
  for await (const { text, last } of withLast(pieces)) {
    rest += text;
    dialect ??= dialectOf(rest);
    const parsed = parse(rest, dialect, last);
    for (const cells of parsed.rows) {
      const row = { line, cells: withoutReturn(cells, dialect) };
      line += linesOf(cells, dialect);
      if (isBlank(row.cells, width)) continue;
      width ??= row.cells.length;
      check(row, width, file);
      yield row;
    }
    if (parsed.fault) throw badQuotes(file, line);
    rest = rest.slice(parsed.used);
    if (rest.length > LARGEST_ROW) throw badQuotes(file, line);
  }
}

interface Parsed {
  rows: string[][];
  used: number;
  fault: boolean;
}

function parse(text: string, { delimiter, newline }: Dialect, last: boolean): Parsed {
  if (text === '') return { rows: [], used: 0, fault: false };
  const result = new Papa.Parser({ delimiter, newline }).parse(text, 0, !last) as {
    data: string[][];
    errors: { type: string; row?: number }[];
    meta: { cursor: number };
  };
  // What follows the last line end is no row.
  if (last && text.endsWith(newline)) result.data.pop();
  const fault = result.errors.find((error) => error.type === 'Quotes');
  return {
    // Rows before the fault are good; the fault's own row is not to be trusted.
    rows: fault ? result.data.slice(0, fault.row ?? 0) : result.data,
    used: result.meta.cursor,
    fault: fault !== undefined,
  };
}

/** Marks the last piece, so that the parser knows when a row without a line end is whole. */
async function* withLast(pieces: AsyncIterable<string>) {
  let previous: string | undefined;
  for await (const piece of pieces) {
    if (previous !== undefined) yield { text: previous, last: false };
    previous = piece;
  }
  if (previous !== undefined) yield { text: previous, last: true };
}

function withoutReturn(cells: string[], { newline }: Dialect): string[] {
  const last = cells.at(-1);
  if (newline !== '\n' || !last?.endsWith('\r')) return cells;
  return [...cells.slice(0, -1), last.slice(0, -1)];
}

function linesOf(cells: readonly string[], { newline }: Dialect): number {
  let lines = 1;
  for (const cell of cells) {
    for (let at = cell.indexOf(newline); at !== -1; at = cell.indexOf(newline, at + 1)) lines += 1;
  }
  return lines;
}

function isBlank(cells: readonly string[], width: number | undefined): boolean {
  return cells.length === 1 && cells[0] === '' && width !== 1;
}

function check({ line, cells }: CsvRow, width: number, file: string): void {
  if (cells.some((cell) => cell.includes('\0')))
    throw new PlumblineError('BAD_INPUT', 'This row holds a NUL byte.', {
      file,
      line,
      remedy: 'Save the table again as plain UTF-8 text.',
    });
  if (cells.length !== width)
    throw new PlumblineError(
      'BAD_INPUT',
      `This row has ${cells.length} cells, the header has ${width}.`,
      { file, line, remedy: 'Put cells that hold the delimiter into quotes, or mend the row.' },
    );
}

function badQuotes(file: string, line: number): PlumblineError {
  return new PlumblineError('BAD_INPUT', 'The quotes of the row that begins here do not balance.', {
    file,
    line,
    remedy: 'Close the quote, and write a quote inside quotes twice.',
  });
}

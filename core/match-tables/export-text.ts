import Papa from 'papaparse';
import type { CsvDialect } from '#core/ingest/table-stream-types.ts';

const ROWS_PER_PIECE = 512;

/** A table as delimited text (RFC 4180 with any delimiter), the header first, every row with a line end. Formulas stay. */
export async function* delimitedText(
  header: readonly string[],
  rows: AsyncIterable<readonly (string | null)[]>,
  { delimiter, lineEnd, mark }: CsvDialect,
): AsyncGenerator<string> {
  const text = (lines: (readonly (string | null)[])[]) =>
    Papa.unparse(lines as string[][], { delimiter, newline: lineEnd }) + lineEnd;
  yield (mark ? '\ufeff' : '') + text([header]);
  let piece: (readonly (string | null)[])[] = [];
  for await (const row of rows) {
    piece.push(row);
    if (piece.length < ROWS_PER_PIECE) continue;
    yield text(piece);
    piece = [];
  }
  if (piece.length > 0) yield text(piece);
}
